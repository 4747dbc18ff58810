import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'

/** A card or account number of which Twilio shows the last digits only. */
export const masked: GrammarDefinition = {
  grammar: 'masked',
  reads: { pattern: () => '[0-9-]*[xX*][0-9xX*-]*' },
  writes: {},
  words: () => 'digits masked by x or *',
  example: ({ example = 'xxxxxxxxxxxx1111' }) => example,
  privacy: { harmless: '[xX* -]+', content: 'digits' },
  oddForms: () => [
    { name: 'masked-with-x', from: (plain) => `xxxxxxxxxxxx${lastFour(plain)}` },
    oddValue('masked-with-stars', '*******92'),
    oddValue('masked-short', 'xxx'),
  ],
}

function lastFour(text: string): string {
  return text
    .replaceAll(/[^0-9]/g, '')
    .slice(-4)
    .padStart(4, '1')
}
