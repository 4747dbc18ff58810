import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'

/** JSON in one parameter (docs/facts/webhooks.md, section 3). */
export const json: GrammarDefinition = {
  grammar: 'json',
  reads: { check: isJson },
  writes: {},
  words: () => 'JSON',
  example: ({ example = '' }) => (isJson(example) ? example : '{}'),
  mediaType: 'application/json',
  privacy: { content: 'json' },
  oddForms: () => [
    oddValue('json-empty', '{}'),
    oddValue('json-with-spaces', '{ "k": "v", "n": [1, 2] }'),
    oddValue('json-non-ascii', String.raw`{"text":"Köln \u00e9 日本"}`),
    oddValue('json-markup', '{"text":"<Say>5 & 6</Say>"}'),
  ],
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
