import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What some values of one parameter are; fixtures/values/README.md says what the verdicts mean. */
interface ParameterVerdicts {
  readonly grammar: string
  readonly kind: string
  readonly parameter: string
  readonly values: readonly {
    readonly value: string
    readonly verdict: 'written' | 'ordinary' | 'stray' | 'odd' | 'wrong' | 'masked'
    readonly stays: boolean
    readonly source: string
  }[]
}

const file = join(import.meta.dirname, '../../../fixtures/values/verdicts.json')

/** The verdicts that were decided by hand. The file is this repository's own, of the form that its README describes. */
export const verdicts = JSON.parse(readFileSync(file, 'utf8')) as readonly ParameterVerdicts[]
