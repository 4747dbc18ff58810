const whiteSpace = /[\s,:]*/y
const scalar = /[^\s,\]}]*/y

/**
 * The line, from 1, on which a value of a JSON text stands. The text must be valid JSON. Where a step of the path is
 * missing, the line of the value that lacks it.
 */
export function lineOfJsonValue(text: string, path: readonly string[]): number {
  let at = skip(text, 0, whiteSpace)
  for (const step of path) {
    const next = childAt(text, at, step)
    if (next === undefined) break
    at = next
  }
  return lineAt(text, at)
}

/** The line, from 1, of a position in a text. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (let end = text.indexOf('\n'); end >= 0 && end < position; end = text.indexOf('\n', end + 1)) line += 1
  return line
}

function childAt(text: string, container: number, step: string): number | undefined {
  const isObject = text[container] === '{'
  if (!isObject && text[container] !== '[') return undefined
  let at = skip(text, container + 1, whiteSpace)
  for (let index = 0; at < text.length && text[at] !== ']' && text[at] !== '}'; index++) {
    let key: unknown = String(index)
    if (isObject) {
      const end = endOfString(text, at)
      key = JSON.parse(text.slice(at, end))
      at = skip(text, end, whiteSpace)
    }
    if (key === step) return at
    at = skip(text, afterValue(text, at), whiteSpace)
  }
  return undefined
}

function afterValue(text: string, start: number): number {
  let depth = 0
  let at = start
  do {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '{' || character === '[') {
      depth += 1
      at += 1
    } else if (character === '}' || character === ']') {
      depth -= 1
      at += 1
    } else at = skip(text, at, scalar)
    if (depth > 0) at = skip(text, at, whiteSpace)
  } while (depth > 0 && at < text.length)
  return at
}

/** Where the string ends whose quotation mark is at `start`. A loop: a pattern runs out of stack on a string of megabytes. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}
