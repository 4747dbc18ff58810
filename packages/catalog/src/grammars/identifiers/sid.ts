import type { GrammarDefinition, ValueForm } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'
import { valueShapes } from '../value-shapes.ts'

const anyPrefix = '[A-Z]{2}'

/** An identifier of Twilio's: two letters and 32 hexadecimal digits, in practice lower case (docs/facts/webhooks.md, section 3). */
export const sid: GrammarDefinition = {
  grammar: 'sid',
  reads: { pattern: ({ prefix = anyPrefix }: ValueForm) => prefix + valueShapes.sidDigits },
  writes: { pattern: ({ prefix = anyPrefix }) => prefix + anyOf('[0-9a-f]{32}', '[0-9A-F]{32}') },
  words: ({ prefix = 'two capitals' }) => `${prefix} and 32 hexadecimal digits`,
  example: ({ prefix = 'CA' }) => `${prefix}5ef8732a3c49700934481addd5ce1659`,
  privacy: { content: 'sid' },
  oddForms: () => [
    {
      name: 'sid-in-capitals',
      // The last digits are letters, so that it differs from the plain one whatever that is.
      from: (plain) => `${plain.slice(0, -6)}ABCDEF`.toUpperCase(),
    },
  ],
}
