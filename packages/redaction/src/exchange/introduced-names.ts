import type { Finding } from '../finding.ts'

const longestSpeech = 4096
const introduction =
  /\b(?:my name is|my name's|the name is|call me|me llamo|mi nombre es|mein name ist|ich heiße|je m'appelle)((?: [\p{L}'’-]{3,40}){1,3})/giu
const nobody: readonly Finding[] = []
const farewell = /\b(?:this is|i'm|i am)((?: [\p{L}'’-]{3,40}){1,3}) (?:speaking|calling|here)\b/giu

/**
 * The words of speech with which callers say who they are (`my name is Quist`), so that they are known where an app says one
 * of them alone. A pseudonym has as many characters as its value.
 */
export function introducedNames({ class: kind, raw, pseudonym }: Finding): readonly Finding[] {
  if (kind !== 'text' || raw.length > longestSpeech || raw.length !== pseudonym.length) return nobody
  // Both have a space, and most texts are tokens.
  if (!raw.includes(' ')) return nobody
  const matches = [...raw.matchAll(introduction), ...raw.matchAll(farewell)]
  return matches.flatMap(({ 0: whole, 1: names = '', index }) => {
    const start = index + whole.indexOf(names)
    return Array.from(names.matchAll(/[^ ]+/g), ({ 0: name, index: at }) => ({
      class: 'name' as const,
      raw: name,
      pseudonym: pseudonym.slice(start + at, start + at + name.length),
    }))
  })
}
