const hexadecimal = '[0-9a-fA-F]'
const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const time = '(?:[01][0-9]|2[0-3]):[0-5][0-9]'

/**
 * The shapes that values have wherever they stand, as sources of regular expressions without `^` and `$`, in what ECMAScript,
 * Rust, Java, Ruby and Python read alike.
 */
export interface ValueShapes {
  /** A SID with any prefix (docs/facts/webhooks.md, section 3). */
  readonly sid: string
  /** 32 hexadecimal digits: what follows the prefix of a SID. */
  readonly sidDigits: string
  /** A number with its plus. No upper limit: carriers deliver more than 15 digits (docs/facts/webhooks.md, section 2.1). */
  readonly phoneNumber: string
  /** A caller of three to six digits. */
  readonly shortCode: string
  readonly ipv4: string
  /** Day, month, year and time as RFC 2822 has them, without the time zone. */
  readonly rfc2822: string
  /** Date and time as ISO 8601 has them, without fraction and time zone. */
  readonly iso8601: string
}

/** The shapes that values have; see `ValueShapes`. */
export const valueShapes: ValueShapes = {
  sid: `[A-Z]{2}${hexadecimal}{32}`,
  sidDigits: `${hexadecimal}{32}`,
  phoneNumber: String.raw`\+[0-9]{7,}`,
  shortCode: '[0-9]{3,6}',
  ipv4: String.raw`(?:${octet}\.){3}${octet}`,
  rfc2822: `${weekday}, (?:0?[1-9]|[12][0-9]|3[01]) ${month} [0-9]{4} ${time}:(?:[0-5][0-9]|60)`,
  iso8601: `[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T${time}:[0-5][0-9]`,
}
