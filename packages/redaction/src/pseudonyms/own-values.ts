import { callingCodeOf } from './other-number.ts'

/** What belongs to the user of ringback: it is no secret and is never replaced. */
export interface OwnValues {
  /** Whether a value is one's own: a number in E.164, its digits alone, its national form, or the account's SID. */
  has(value: string): boolean
  /** All forms, longest first. */
  readonly forms: readonly string[]
}

/**
 * @param numbers one's own numbers in E.164
 * @param accountSid the SID of one's own account
 */
export function createOwnValues(numbers: readonly string[], accountSid: string | undefined): OwnValues {
  const forms = new Set<string>(accountSid === undefined ? [] : [accountSid])
  for (const number of numbers) {
    const digits = number.replaceAll(/[^0-9]/g, '')
    if (digits === '') continue
    forms.add(`+${digits}`)
    forms.add(digits)
    const national = digits.slice(callingCodeOf(`+${digits}`).length)
    if (digits.length >= 10) forms.add(national)
  }
  return {
    has: (value) => forms.has(value),
    forms: [...forms].sort((a, b) => b.length - a.length),
  }
}
