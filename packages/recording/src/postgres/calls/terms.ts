import type { Parameters } from '@ringback/catalog'
import { storable } from '../storable.ts'
import type { CallCriteria } from '../../calls/call-criteria.ts'

/**
 * What calls are found by, as texts: the database keeps their hashes (`hashtextextended`), so that no value is too long for an index.
 * Of each parameter `Name` and `Name=value`; everything else begins with a line feed, which no name does.
 */
export function parameterTerms(parameters: Parameters): readonly string[] {
  return parameters.flatMap(([name, value]) => {
    const line = storable(`${name}=${value.replaceAll('\n', ' ')}`)
    return [line.slice(0, line.indexOf('=')), line]
  })
}

/** Where each sort of term begins. */
export const termStarts = {
  status: '\nstatus ',
  kind: '\nkind ',
  signature: '\nsignature ',
  problem: '\nproblem',
} as const

/** The terms that a call must have, all of them, to match. Tags are no terms. */
export function termsOfCriteria(criteria: CallCriteria): readonly string[] {
  const { status, kind, signature, parameter, isProblem } = criteria
  return [
    ...(status === '' ? [] : [termStarts.status + status]),
    ...(kind === '' ? [] : [termStarts.kind + kind]),
    ...(signature === '' ? [] : [termStarts.signature + signature]),
    ...(parameter === '' ? [] : [parameter]),
    ...(isProblem ? [termStarts.problem] : []),
  ].map(storable)
}
