/** A SID: two letters and 32 hexadecimal digits. */
export const sidShape: RegExp = /^[A-Z]{2}[0-9a-fA-F]{32}$/
export const numberShape: RegExp = /^\+\d{2,}$/
export const jwtShape: RegExp = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/
export const uuidShape: RegExp = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const ipv4Shape: RegExp = /^(?:\d{1,3}\.){3}\d{1,3}$/
export const ipv6Shape: RegExp = /^(?=[^:]*:[^:]*:)[0-9a-f:]+(?:(?:\d{1,3}\.){3}\d{1,3})?$/i
export const emailShape: RegExp = /^[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+$/
export const urlShape: RegExp = /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i
/** `client:jane`, `sip:jane@example.com`, `whatsapp:+1...`: a scheme, and no `//`. */
export const schemeAddressShape: RegExp = /^(client|sips?|tel|whatsapp|sim):(.+)$/is

/**
 * Values that are private wherever they stand in a text, in one pass: a SID, a token, a number with its plus
 * (also percent-encoded or as an entity), an e-mail address or SIP user, a client identity, a UUID, an address of a network.
 */
export const embedded: RegExp = new RegExp(
  [
    String.raw`(?<sid>(?<![A-Za-z0-9])[A-Z]{2}[0-9a-fA-F]{32}(?![A-Za-z0-9]))`,
    String.raw`(?<jwt>eyJ[\w-]{5,}\.[\w-]+\.[\w-]+)`,
    String.raw`(?<number>(?:\+|%(?:25)*2[Bb]|&#43;|&#[xX]2[bB];)\d{4,})`,
    String.raw`(?<email>[\w.+'-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<client>(?<![A-Za-z0-9])client:[^\s"'<>&,;)]+)`,
    String.raw`(?<uuid>(?<![A-Za-z0-9])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![A-Za-z0-9]))`,
    String.raw`(?<ip>(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d))`,
    String.raw`(?<hex>(?<![A-Za-z0-9])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{20,}(?![A-Za-z0-9]))`,
  ].join('|'),
  'g',
)

/** Words that look like a name: a few of them, each with a capital, no punctuation of a sentence. */
export const nameShape: RegExp = /^\p{Lu}[\p{L}\p{M}'’.-]*(?:[ -]\p{Lu}[\p{L}\p{M}'’.-]*){0,4}$/u
