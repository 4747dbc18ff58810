import { parametersOf, type Exchange } from '@ringback/recording'
import { parameter } from '@ringback/catalog'
import { createRedactor } from '../../redactor.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { SettleSettings } from '../settle/settings.ts'

/** Makes the pseudonyms of one key. */
export interface PseudonymsOfKey {
  /** How a number, address or SID stands in recordings. */
  pseudonymsOf(value: string): readonly string[]
  /** How the value of a parameter stands in recordings. */
  redactValue(name: string, value: string): string
}

/** One for each key of the ring. */
export function redactorsOf(
  { current, older }: KeyRing,
  { redaction }: Pick<SettleSettings, 'redaction'>,
): readonly PseudonymsOfKey[] {
  const settings = redaction === 'off' ? {} : redaction
  return [current, ...older].map(({ pseudonymKey, keyId }) => {
    const redactor = createRedactor({ ...settings, key: pseudonymKey, keyId })
    return {
      // A SID is one wherever it stands.
      pseudonymsOf: (value) => [redactor.redactValue(parameter.From, value)],
      redactValue: (name, value) => redactor.redactValue(name, value),
    }
  })
}

/** The values of an original whose pseudonym is given. */
export function realValuesOf(
  original: Exchange,
  redactors: readonly PseudonymsOfKey[],
  pseudonym: string,
): readonly string[] {
  return parametersOf(original.request)
    .filter(([name, value]) => redactors.some((redactor) => redactor.redactValue(name, value) === pseudonym))
    .map(([, value]) => value)
}
