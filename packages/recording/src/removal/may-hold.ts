/** Where a text of JSON hides letters and digits. */
export const hiding = {
  /** A body in base64. */
  base64: '"base64":"',
  /** Letters and digits that are percent-encoded, which nobody needs to do: a pattern that JavaScript and PostgreSQL read alike. */
  percentEncoded: '%(3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])',
} as const

const percentEncoded = new RegExp(hiding.percentEncoded)

/**
 * Whether an exchange, as its JSON, may hold one of some texts that consist of ASCII letters and digits. True of all that do, and of
 * others where that cannot be seen without decoding them.
 */
export function mayHold(json: string, texts: readonly string[]): boolean {
  return [...texts, hiding.base64].some((text) => json.includes(text)) || percentEncoded.test(json)
}
