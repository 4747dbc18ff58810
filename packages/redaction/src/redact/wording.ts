import { base64Like, textOfBase64 } from './base64-text.ts'
import type { Found } from './found.ts'
import { createLru } from './lru.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { mayHold, pseudonymFor, replaceSecret, type Secret } from './secret.ts'
import { embedded, numberShape } from './shapes.ts'
import { indexOf, type TextIndex } from './text-index.ts'
import type { ValueRedactor } from './values.ts'

/**
 * The app's own wording with what is private in it replaced: every value known to be private, in any encoding; and
 * what is private by its shape (numbers, SIDs, tokens, e-mail addresses, query strings). The rest stays as it is.
 */
export type RedactWording = (text: string, secrets: readonly Secret[], found: Found[]) => string

const queryPair = /([?&](?:amp;)?)([\w.~%[\]-]+)=([^\s"'<>&#]*)/g
const phoneLike = /(?<![\w.+-])\(?\d(?:[ ().,/-]{0,2}\d){3,}(?![\w])/g
const dateLike = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|^\d+\.\d+$|^\d+(?:, ?\d{3})+$/
const base64Run = /[A-Za-z0-9+/_-]{6,}={0,2}/g
const hasShape = /\d{4}|@|client:|eyJ|[0-9a-f]{8}|\.\d{1,3}\./
const userinfo = /(?<=:\/\/)[^\s/@"'<>?]+(?=@)/g

/** Apps say the same again and again. */
const textsRemembered = 200
const longestRemembered = 16_384

/** What a text came to that holds none of the secrets it was searched for. */
interface ReadText {
  readonly text: string
  readonly found: readonly Found[]
  /** All that was searched: the text, and what is behind base64 in it. */
  readonly searched: readonly TextIndex[]
  /** The runs of figures that were compared with the secrets. */
  readonly figures: readonly string[]
}

/** What a text is searched for, and what has been searched. */
interface Search {
  readonly secrets: readonly Secret[]
  readonly found: Found[]
  readonly searched: TextIndex[]
  readonly figures: string[]
  hasSecret: boolean
}

export function createWording(pseudonyms: Pseudonyms, values: ValueRedactor): RedactWording {
  const known = createLru<ReadText>(textsRemembered)

  return (text, secrets, found) => {
    if (text === '') return text
    const read = known.get(text)
    if (read && isFreeOf(read, secrets)) {
      for (const each of read.found) found.push(each)
      return read.text
    }
    const search: Search = { secrets, found: [], searched: [], figures: [], hasSecret: false }
    const other = redact(text, search, 0)
    if (!search.hasSecret && text.length <= longestRemembered) known.set(text, { ...search, text: other })
    for (const each of search.found) found.push(each)
    return other
  }

  function isFreeOf({ searched, figures }: ReadText, secrets: readonly Secret[]): boolean {
    for (const secret of secrets) {
      for (const index of searched) if (mayHold(index, secret)) return false
    }
    return !figures.some((digits) => pseudonymOfDigits(digits, secrets) !== undefined)
  }

  function redact(text: string, search: Search, depth: number): string {
    const { found } = search
    const index = indexOf(text)
    search.searched.push(index)
    // What is replaced is held aside, so that no later step replaces a pseudonym again.
    const held: string[] = []
    const hold = (pseudonym: string): string => `\uE000${held.push(pseudonym) - 1}\uE001`
    let rest = text.replaceAll(/[\uE000\uE001]/g, '?')
    if (rest.includes('@')) rest = rest.replaceAll(userinfo, (part) => hold(values.token(part, found)))
    if (rest.includes('=')) {
      rest = rest.replaceAll(queryPair, (whole: string, mark: string, name: string, value: string) => {
        const pair = `${name}=${value}`
        const other = values.form(pair, found, { ownQuery: true })
        return other === pair ? whole : mark + hold(other)
      })
    }
    rest = knownValues(rest, index, search, hold)
    if (hasShape.test(rest))
      rest = rest.replaceAll(embedded, (...parts) => {
        const groups = parts.at(-1) as Record<string, string | undefined>
        return hold(byShape(parts[0], groups, found))
      })
    if (/\d{4}|\d\D{0,2}\d/.test(rest)) rest = rest.replaceAll(phoneLike, (run) => phone(run, search, hold))
    if (depth < 2) rest = rest.replaceAll(base64Run, (run) => behindBase64(run, search, depth, hold))
    return held.length === 0 ? rest : released(rest, held)
  }

  function released(text: string, held: readonly string[]): string {
    return text.replaceAll(/\uE000(\d+)\uE001/g, (whole, index: string) => {
      const pseudonym = held[Number(index)]
      return pseudonym ?? whole
    })
  }

  function knownValues(
    text: string,
    index: TextIndex,
    search: Search,
    hold: (pseudonym: string) => string,
  ): string {
    let rest = text
    for (const secret of search.secrets) {
      if (!mayHold(index, secret)) continue
      search.hasSecret = true
      rest = replaceSecret(rest, secret, hold)
    }
    return rest
  }

  function byShape(match: string, groups: Record<string, string | undefined>, found: Found[]): string {
    if (groups['sid'] !== undefined) return pseudonyms.sid(match, found)
    if (groups['client'] !== undefined) return pseudonyms.address(match, found)
    if (groups['ip'] !== undefined) return pseudonyms.ip(match, found)
    if (groups['number'] === undefined) return values.token(match, found)
    const digitsFrom = match.search(/\d+$/)
    const plus = match.slice(0, digitsFrom)
    return plus + pseudonyms.address(`+${match.slice(digitsFrom)}`, found).slice(1)
  }

  function phone(run: string, search: Search, hold: (pseudonym: string) => string): string {
    const digits = run.replaceAll(/\D/g, '')
    search.figures.push(digits)
    const pseudonym = pseudonymOfDigits(digits, search.secrets)
    if (pseudonym !== undefined) {
      search.hasSecret = true
      return hold(respaced(run, pseudonym))
    }
    if (digits.length < 7 || dateLike.test(run)) return run
    return hold(respaced(run, pseudonyms.address(digits, search.found)))
  }

  // `4 8 2 1` for the keys 4821, `(415) 555-0123` for +14155550123.
  function pseudonymOfDigits(digits: string, secrets: readonly Secret[]): string | undefined {
    for (const secret of secrets) {
      const { raw } = secret
      if (raw === digits) return pseudonymFor(secret, raw)
      if (digits.length >= 7 && raw.endsWith(digits) && numberShape.test(raw))
        return pseudonymFor(secret, raw).slice(-digits.length)
    }
    return undefined
  }

  function respaced(run: string, digits: string): string {
    let at = 0
    return run.replaceAll(/\d/g, () => digits.charAt(at++))
  }

  function behindBase64(
    run: string,
    search: Search,
    depth: number,
    hold: (pseudonym: string) => string,
  ): string {
    const inner = textOfBase64(run)
    if (inner !== undefined) {
      const other = redact(inner, search, depth + 1)
      return other === inner ? run : hold(base64Like(run, other))
    }
    if (!run.includes('/')) return run
    // A path: its segments may be base64, each for itself.
    return run.replaceAll(/[^/]{6,}/g, (part) => behindBase64(part, search, depth, hold))
  }
}
