import { parseAddress } from '@ringback/catalog'

/** True for what Twilio sends instead of a withheld number: it names nobody and apps branch on it. */
export function isOddCallerId(text: string): boolean {
  return parseAddress(text).scheme === 'withheld'
}
