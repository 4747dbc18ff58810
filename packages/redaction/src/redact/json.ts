/** True for the text of a JSON object or array. */
export function isJson(text: string): boolean {
  const first = text.trimStart().charAt(0)
  if (first !== '{' && first !== '[') return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What a leaf is replaced by: `key` is the nearest key above it. */
export type JsonLeaf = (key: string, value: string) => string

const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * The JSON text with its string and number leaves replaced: keys, order, duplicates and white space stay.
 * Expects well-formed JSON (`isJson`).
 */
export function mapJsonLeaves(text: string, leaf: JsonLeaf, keyed: (key: string) => string): string {
  let key = ''
  return text.replaceAll(tokens, (token: string, colon: string | undefined) => {
    if (!token.startsWith('"')) return otherJsonNumber(token, leaf, key)
    const quoted = colon === undefined ? token : token.slice(0, token.length - colon.length)
    const value = JSON.parse(quoted) as string // a JSON string token parses to a string
    if (colon === undefined) return requoted(quoted, value, leaf(key, value))
    key = value
    return requoted(quoted, value, keyed(value)) + colon
  })
}

function requoted(quoted: string, value: string, other: string): string {
  return other === value ? quoted : JSON.stringify(other)
}

function otherJsonNumber(token: string, leaf: JsonLeaf, key: string): string {
  const other = leaf(key, token)
  // A number has no leading zero.
  const wellFormed = other.replace(
    /^(-?)0+(?=\d)/,
    (zeros, sign: string) => sign + '1'.repeat(zeros.length - sign.length),
  )
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(wellFormed) ? wellFormed : '0'
}
