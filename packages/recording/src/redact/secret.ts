import { base64OfText } from '../base64.ts'
import type { Found } from './found.ts'
import { createLru } from './lru.ts'

/** A private value to look for in texts that are otherwise kept. */
export interface Secret {
  readonly raw: string
  /** Lower case; any encoding of the value but base64 contains it. Empty: none. */
  readonly core: string
  /** Finds the value as it stands, percent-encoded (once or more), as XML entities, and escaped in JSON. */
  readonly pattern: () => RegExp
  /** Base64 of the value, without what depends on the bytes after it. */
  readonly base64: string
  /** What stands for a match. */
  readonly pseudonymOf: (match: string) => string
}

const cache = createLru<Secret>(5000)
const entityNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
}
const utf8 = new TextEncoder()

/** The values worth looking for in what was found. */
export function secretsOf(found: readonly Found[]): Secret[] {
  const secrets: Secret[] = []
  for (const { class: kind, raw, pseudonym } of found) {
    if (raw.length >= 4) secrets.push(secretOf(raw, pseudonym))
    if (kind !== 'name') continue
    const others = pseudonym.split(/[ -]/)
    raw.split(/[ -]/).forEach((word, index) => {
      const other = others[index]
      if (word.length >= 3 && word !== raw && other !== undefined) secrets.push(secretOf(word, other))
    })
    if (raw.length === 3) secrets.push(secretOf(raw, pseudonym))
  }
  return secrets
}

function secretOf(raw: string, pseudonym: string): Secret {
  const key = `${raw}\u0000${pseudonym}`
  const known = cache.get(key)
  if (known) return known
  const runs = raw.match(/[A-Za-z0-9]{2,}/g) ?? []
  const core = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
  const encoded = base64OfText(raw)
  let pattern: RegExp | undefined
  const secret: Secret = {
    raw,
    core: core.toLowerCase(),
    pattern: () => (pattern ??= patternOf(raw)),
    base64: utf8.encode(raw).length % 3 === 0 ? encoded : encoded.slice(0, -1),
    pseudonymOf: (match) => inSpellingOf(match, likeCaseOf(match, raw, pseudonym)),
  }
  cache.set(key, secret)
  return secret
}

function patternOf(raw: string): RegExp {
  const body = Array.from(raw, spellings).join('')
  return new RegExp(`${edgeBefore(raw)}${body}${edgeAfter(raw)}`, 'gi')
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
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
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
