import { alternative, type Alternative } from './alternative.ts'
import type { Candidates } from '../model.ts'

/** Other auth tokens: the candidates, and the given one without extra characters. */
export function* tokenAlternatives(token: string, candidates: Candidates): Generator<Alternative<string>> {
  for (const candidate of candidates.authTokens ?? []) {
    const {
      token: value,
      role,
      label,
    } = typeof candidate === 'string'
      ? { token: candidate, role: 'other' as const, label: undefined }
      : candidate
    if (value === '') continue
    yield alternative(value, 1, `auth-token-${role}`, label)
    if (value.trim() !== value) yield alternative(value.trim(), 2, `auth-token-${role}`, label)
  }
  const tidy = token
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim()
  if (tidy !== '') yield alternative(tidy, 1, 'auth-token-untidy')
  const last = tidy
    .split(/[=:\s]/)
    .at(-1)
    ?.replaceAll(/["';,]/g, '')
  if (last !== undefined && last !== '') yield alternative(last, 2, 'auth-token-untidy')
  if (/^[\da-f]{32}$/i.test(tidy)) yield alternative(tidy.toLowerCase(), 2, 'auth-token-untidy')
}
