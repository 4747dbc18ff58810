import { joined, type Redacted } from '../finding.ts'

/** True for the text of a JSON object or array. */
export function isJson(text: string): boolean {
  const first = /^\s{0,1000}([{[])/.test(text)
  if (!first) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** How the leaves and keys of a JSON text are replaced. */
export interface JsonRules {
  /** `key` is the nearest key before the leaf. */
  readonly leaf: (key: string, value: string) => Redacted
  readonly key: (key: string) => Redacted
}

const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * The JSON text with its string and number leaves replaced: keys, order, duplicates and white space stay. Expects well-formed
 * JSON (`isJson`). Does not recurse, so nesting may be as deep as it likes.
 */
export function redactJson(text: string, rules: JsonRules): Redacted {
  const parts: (string | Redacted)[] = []
  let key = ''
  let at = 0
  for (const { 0: token, 1: colon, index } of text.matchAll(tokens)) {
    parts.push(text.slice(at, index))
    at = index + token.length
    if (!token.startsWith('"')) {
      parts.push(jsonNumber(token, rules.leaf(key, token)))
      continue
    }
    const quoted = colon === undefined ? token : token.slice(0, token.length - colon.length)
    const value = JSON.parse(quoted) as string // a JSON string token parses to a string
    if (colon !== undefined) key = value
    parts.push(
      requoted(quoted, value, colon === undefined ? rules.leaf(key, value) : rules.key(value)),
      colon ?? '',
    )
  }
  parts.push(text.slice(at))
  return joined(parts)
}

function requoted(quoted: string, value: string, { text, findings }: Redacted): Redacted {
  return { text: text === value ? quoted : JSON.stringify(text), findings }
}

function jsonNumber(token: string, { text, findings }: Redacted): Redacted {
  if (text === token) return { text, findings }
  // A number has no leading zero.
  const wellFormed = text.replace(
    /^(-?)0+(?=\d)/,
    (zeros, sign: string) => sign + '1'.repeat(zeros.length - sign.length),
  )
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(wellFormed)
  return { text: isNumber ? wellFormed : '0', findings }
}
