import type { Found } from './found.ts'
import { sidShape, uuidShape } from './shapes.ts'
import { holds, type TextIndex } from './text-index.ts'

/** A private value to look for in texts that are otherwise kept. */
export interface Secret {
  readonly raw: string
  readonly pseudonym: string
  /** In lower case: any encoding of the value but base64 contains it. Empty: nothing is sure to be contained. */
  readonly core: string
  /** Finds the value in any encoding but base64. Made when the core is first found somewhere. */
  pattern: RegExp | undefined
}

const entityNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
}
const utf8 = new TextEncoder()

/** The values worth looking for in what was found. What shows by its shape is found without. */
export function secretsOf(found: readonly Found[]): Secret[] {
  const secrets: Secret[] = []
  for (const each of found) for (const secret of (each.secrets ??= secretsIn(each))) secrets.push(secret)
  return secrets
}

/** Whether an encoding of the secret may be in a text, for which `replaceSecret` then looks. */
export function mayHold(text: TextIndex, secret: Secret): boolean {
  return holds(text, secret.core)
}

/**
 * The text with every occurrence of the secret replaced: as it stands, percent-encoded (once or more), as XML
 * entities, and escaped in JSON, each by the pseudonym in the same encoding.
 */
export function replaceSecret(
  text: string,
  secret: Secret,
  replacement: (pseudonym: string) => string,
): string {
  secret.pattern ??= patternOf(secret.raw)
  return text.replaceAll(secret.pattern, (match) => replacement(pseudonymFor(secret, match)))
}

/** What stands for a secret that was found in this spelling. */
export function pseudonymFor({ raw, pseudonym }: Secret, match: string): string {
  return inSpellingOf(match, likeCaseOf(match, raw, pseudonym))
}

const nothing: readonly Secret[] = []

function secretsIn({ class: kind, raw, pseudonym }: Found): readonly Secret[] {
  if (raw.length < 3 || sidShape.test(raw) || uuidShape.test(raw)) return nothing
  if (kind !== 'name') return raw.length < 4 ? nothing : [secretOf(raw, pseudonym)]
  const words = raw.split(/[ -]/)
  if (words.length === 1) return [secretOf(raw, pseudonym)]
  const others = pseudonym.split(/[ -]/)
  const parts = words.map((word, index) =>
    word.length < 3 ? undefined : secretOf(word, others[index] ?? word),
  )
  return [secretOf(raw, pseudonym), ...parts.filter((secret) => secret !== undefined)]
}

function secretOf(raw: string, pseudonym: string): Secret {
  return { raw, pseudonym, core: longestRun(raw).toLowerCase(), pattern: undefined }
}

/** The longest run of two or more ASCII letters and digits. */
function longestRun(text: string): string {
  let from = 0
  let longest = ''
  for (let at = 0; at <= text.length; at++) {
    if (isAlphanumeric(text.charCodeAt(at))) continue
    if (at - from > Math.max(longest.length, 1)) longest = text.slice(from, at)
    from = at + 1
  }
  return longest
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function patternOf(raw: string): RegExp {
  const body = Array.from(raw, spellings).join('')
  return new RegExp(`${edgeBefore(raw)}${body}${edgeAfter(raw)}`, 'giu')
}

// A short value is looked for as a word of its own, or it would be found inside the app's own words.
function edgeBefore(raw: string): string {
  if (raw.length >= 8) return ''
  const kind = /^\d/.test(raw) ? '0-9' : /^[a-z]/i.test(raw) ? 'A-Za-z' : ''
  return kind === ''
    ? ''
    : String.raw`(?:(?<![${kind}])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrtbf])|(?<=\\u[0-9A-Fa-f]{4}))`
}

function edgeAfter(raw: string): string {
  if (raw.length >= 8) return ''
  const kind = /\d$/.test(raw) ? '0-9' : /[a-z]$/i.test(raw) ? 'A-Za-z' : ''
  return kind === '' ? '' : `(?![${kind}])`
}

function spellings(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const percent = Array.from(
    utf8.encode(character),
    (byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`,
  ).join('')
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  const json = units.map((unit) => String.raw`\\u${unit.toString(16).padStart(4, '0')}`).join('')
  const all = [escapeRegExp(character), percent, `&#0*${code};`, `&#x0*${code.toString(16)};`, json]
  // `ß` is `SS` in capitals.
  const upper = character.toUpperCase()
  if (upper.length !== character.length) all.push(escapeRegExp(upper))
  const entity = entityNames[character]
  if (entity !== undefined) all.push(`&(?:amp;)*${entity};`)
  if (character === ' ') all.push(String.raw`\+`)
  if (character === '"' || character === '\\' || character === '/')
    all.push(String.raw`\\${escapeRegExp(character)}`)
  if (character === '\n') all.push(String.raw`\\n`)
  if (character === '\t') all.push(String.raw`\\t`)
  return `(?:${all.join('|')})`
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function likeCaseOf(match: string, raw: string, pseudonym: string): string {
  if (match === raw) return pseudonym
  if (raw !== raw.toUpperCase() && match === match.toUpperCase()) return pseudonym.toUpperCase()
  if (raw !== raw.toLowerCase() && match === match.toLowerCase()) return pseudonym.toLowerCase()
  if (
    match.length === raw.length &&
    match.toLowerCase() === raw.toLowerCase() &&
    pseudonym.length === raw.length
  ) {
    return Array.from(pseudonym, (letter, at) => {
      const given = match.charAt(at)
      return given === given.toLowerCase() ? letter.toLowerCase() : letter.toUpperCase()
    }).join('')
  }
  return pseudonym
}

function inSpellingOf(match: string, pseudonym: string): string {
  const percents = /%((?:25)*)[0-9A-F]{2}/i.exec(match)
  if (percents) {
    let encoded = encodeURIComponent(pseudonym.toWellFormed())
    for (let times = (percents[1] ?? '').length / 2; times > 0; times--) encoded = encodeURIComponent(encoded)
    return match.includes('+') ? encoded.replaceAll('%20', '+') : encoded
  }
  if (/&(?:#\w+|\w+);/.test(match)) return xmlEscaped(pseudonym)
  if (match.includes('\\')) return JSON.stringify(pseudonym).slice(1, -1)
  return pseudonym
}

function xmlEscaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&${entityNames[character] ?? ''};`)
}
