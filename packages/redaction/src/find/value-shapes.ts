/** Shapes of whole values. Every pattern is anchored and takes linear time. */

/** A SID: two letters and 32 hexadecimal digits. */
export const sidShape: RegExp = /^[A-Z]{2}[0-9a-fA-F]{32}$/
export const numberShape: RegExp = /^\+\d{2,}$/
export const jwtShape: RegExp = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/
export const uuidShape: RegExp = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const ipv4Shape: RegExp = /^(?:\d{1,3}\.){3}\d{1,3}$/
export const ipv6Shape: RegExp = /^(?=[^:]{0,4}:[^:]{0,4}:)[0-9a-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?$/i
export const emailShape: RegExp = /^[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+$/
export const urlShape: RegExp = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^\s]+$/i
/** `client:jane`, `sip:jane@example.com`, `whatsapp:+1...`: a scheme, and no `//`. */
export const schemeAddressShape: RegExp = /^(client|sips?|tel|whatsapp|sim):(.+)$/is

/** The fewest digits that a name, of a header for instance, does not have by chance. */
const digitsOfNumber = 7

/** Whether a name, of a parameter or of a header, has so many digits that it may hold a number of somebody. */
export function holdsNumber(name: string): boolean {
  let digits = 0
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code >= 48 && code <= 57) digits += 1
  }
  return digits >= digitsOfNumber
}

/** Words that look like a name: a few of them, each with a capital, no punctuation of a sentence. */
export const nameShape: RegExp =
  /^\p{Lu}[\p{L}\p{M}'’.]*(?:(?: \p{Lu}|-[\p{L}\p{M}'’.])[\p{L}\p{M}'’.]*){0,6}$/u

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const rfc2822 = new RegExp(
  `^${day}, \\d{1,2} ${month} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[+-]\\d{4}|GMT|UTC|Etc/UTC)$`,
)
const iso8601 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/

/** True for the dates that HTTP and Twilio write. */
export function isDate(value: string): boolean {
  return value.length < 50 && (rfc2822.test(value) || iso8601.test(value))
}
