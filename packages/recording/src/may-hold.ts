/**
 * Where a text of JSON hides letters and digits: a body in base64, and letters and digits that are percent-encoded, which nobody
 * needs to do. As a regular expression that JavaScript and PostgreSQL read alike.
 */
export const hiddenText = '"base64":"|%(3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])'

const hidden = new RegExp(hiddenText)

/**
 * Whether an exchange, as its JSON, may hold one of some texts that consist of ASCII letters and digits. True of all that do, and of
 * others where that cannot be seen without decoding them.
 */
export function mayHold(json: string, texts: readonly string[]): boolean {
  return texts.some((text) => json.includes(text)) || hidden.test(json)
}
