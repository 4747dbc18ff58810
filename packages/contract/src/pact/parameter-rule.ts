import { isOfGrammar, valuePattern, type ParameterRow } from '@ringback/catalog'
import { type PactRule, regexRule, rule } from './pact.ts'

/**
 * How far Twilio may depart from the value of an interaction: to another value of the same grammar. Undefined where the value
 * is the point: one that the catalog does not know, and one outside of its grammar.
 */
export function parameterRule(row: ParameterRow | undefined, value: string): PactRule | undefined {
  if (row === undefined || !isOfGrammar(row, value)) return undefined
  const pattern = valuePattern(row)
  if (pattern !== undefined) return regexRule(pattern)
  return value === '' ? undefined : rule({ match: 'type' })
}
