import type { GrammarDefinition } from '../grammar-definition.ts'
import { isJson } from './json.ts'

const example = encodeURIComponent('{"parentCallInfoToken":"","identityHeaderTokens":[]}')

/** JSON that is percent-encoded before the form is, as `CallToken` is (docs/facts/webhooks.md, section 2.3). */
export const percentEncodedJson: GrammarDefinition = {
  grammar: 'percent-encoded-json',
  reads: { check: isPercentEncodedJson },
  writes: { pattern: () => `(?:[A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+` },
  words: () => 'percent-encoded JSON',
  example: () => example,
  privacy: { content: 'json' },
  oddForms: () => [],
}

function isPercentEncodedJson(value: string): boolean {
  try {
    return isJson(decodeURIComponent(value))
  } catch {
    return false
  }
}
