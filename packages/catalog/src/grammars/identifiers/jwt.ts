import type { GrammarDefinition } from '../grammar-definition.ts'

const part = '[A-Za-z0-9_-]+'

/** A JSON web token: the PASSporT of a call (docs/facts/webhooks.md, section 2.3). */
export const jwt: GrammarDefinition = {
  grammar: 'jwt',
  reads: { pattern: () => String.raw`${part}\.${part}\.[A-Za-z0-9_-]*` },
  writes: { pattern: () => String.raw`${part}\.${part}\.${part}` },
  words: () => 'a JSON web token',
  example: () => 'eyJhbGciOiJFUzI1NiJ9.eyJhdHRlc3QiOiJBIn0.c2lnbmF0dXJl',
  privacy: { content: 'token' },
  oddForms: () => [],
}
