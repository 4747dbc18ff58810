import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  elementRows,
  lintTwiml,
  parseTwiml,
  printTwiml,
  type LintOptions,
  type TwimlElement,
} from '@ringback/twiml'
import { describe, expect, test } from 'vitest'

interface Valid {
  readonly hints?: readonly string[]
  readonly options?: LintOptions
}

interface Invalid {
  readonly twilioCode?: number
  readonly code?: string
  readonly line: number
  readonly options?: LintOptions
}

interface Expectations {
  readonly valid: Readonly<Record<string, Valid>>
  readonly invalid: Readonly<Record<string, Invalid>>
}

const folder = join(import.meta.dirname, '../../../fixtures/twiml')
const expectations = JSON.parse(readFileSync(join(folder, 'expectations.json'), 'utf8')) as Expectations

function bytesOf(kind: 'valid' | 'invalid', name: string): Uint8Array {
  return readFileSync(join(folder, kind, `${name}.xml`))
}

describe.each(['valid', 'invalid'] as const)('fixtures/twiml/%s', (kind) => {
  test('has at least a hundred documents, each with its expectation', () => {
    const files = readdirSync(join(folder, kind)).map((file) => file.replace(/\.xml$/, ''))
    expect(files.sort()).toEqual(Object.keys(expectations[kind]).sort())
    expect(files.length).toBeGreaterThanOrEqual(100)
  })
})

describe('a valid document', () => {
  test.each(Object.entries(expectations.valid))('%s is clean', (name, { hints = [], options = {} }) => {
    const findings = lintTwiml(bytesOf('valid', name), options)
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(findings.map(({ code }) => code)).toEqual(hints)
    expect(findings.filter(({ twilioCode }) => twilioCode !== undefined)).toEqual([])
  })

  test.each(Object.entries(expectations.valid))(
    '%s prints to a document that is as clean',
    (name, { hints, options }) => {
      const { document } = parseTwiml(bytesOf('valid', name))
      const printed = document === null ? bytesOf('valid', name) : printTwiml(document)
      expect(lintTwiml(printed, options).map(({ code }) => code)).toEqual(hints ?? [])
    },
  )
})

describe('an invalid document', () => {
  test.each(Object.entries(expectations.invalid))(
    '%s gets its code and line',
    (name, { options = {}, ...expected }) => {
      const findings = lintTwiml(bytesOf('invalid', name), options)
      expect(findings).toContainEqual(expect.objectContaining(expected))
      expect(findings.some(({ severity }) => severity !== 'info')).toBe(true)
    },
  )
})

test('the valid documents use every element and every attribute of the grammar', () => {
  const seen = new Set<string>()
  function visit(element: TwimlElement): void {
    seen.add(`${element.id}`)
    for (const name of Object.keys(element.attributes)) seen.add(`${element.id}@${name}`)
    for (const child of element.children) if (child.kind === 'element') visit(child)
  }
  for (const name of Object.keys(expectations.valid)) {
    const { document } = parseTwiml(bytesOf('valid', name))
    if (document !== null) visit(document.root)
  }
  const known = elementRows.flatMap((row) => [
    row.id,
    ...row.attributes.map(({ name }) => `${row.id}@${name}`),
  ])
  expect(known.filter((entry) => !seen.has(entry))).toEqual([])
})
