import type { Grammar } from '../model.ts'
import { grammars } from './grammars.ts'
import { isFullyMasked } from './masks.ts'
import { whole } from './patterns.ts'

const harmless: ReadonlyMap<string, RegExp> = new Map(
  Object.values(grammars).flatMap(({ grammar, privacy }) =>
    privacy.harmless === undefined ? [] : [[grammar, new RegExp(whole(privacy.harmless), 'u')] as const],
  ),
)

/**
 * Whether a value of a grammar tells nothing about a person, so that it may stay in a redacted recording: no value, one that
 * is fully masked, a date, a key that was pressed. Values that the row of a parameter lists are not looked at.
 */
export function tellsNothing(grammar: Grammar, value: string): boolean {
  return value === '' || isFullyMasked(value) || harmless.get(grammar)?.test(value) === true
}
