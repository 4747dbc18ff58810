import { oddValue, type GrammarDefinition, type ValueForm } from '../grammar-definition.ts'
import { anyText, noneOf } from '../patterns.ts'

const longestWritten = 4096
const longestMade = 256

/** Text of any kind: names, places, speech, labels. */
export const text: GrammarDefinition = {
  grammar: 'text',
  reads: { pattern: patternOf },
  writes: { check: (value) => value.length <= longestWritten && !/\p{Cc}/u.test(value) },
  words: ({ maxLength, forbids }) =>
    `text${maxLength === undefined ? '' : ` of up to ${maxLength} characters`}${forbids === undefined ? '' : ` without ${forbids}`}`,
  example: ({ example = 'text' }) => example,
  privacy: { content: 'text' },
  oddForms: ({ maxLength = longestMade, forbids = '' }) =>
    [
      oddValue('text-non-ascii', 'Zürich – Straße 5'),
      oddValue('text-non-latin', '会議室'),
      oddValue('text-emoji', 'team 😀'),
      oddValue('text-markup-characters', `a<b & "c" > 'd'`),
      oddValue('text-inner-spaces', 'two  spaces'),
      oddValue('text-plus-and-percent', '100% + 5'),
      oddValue(`text-${maxLength}-characters`, 'x'.repeat(maxLength)),
    ].filter(({ from }) => !Array.from(forbids).some((character) => from('').includes(character))),
}

function patternOf({ maxLength, forbids }: ValueForm): string {
  if (maxLength === undefined && forbids === undefined) return anyText
  const characters = forbids === undefined ? String.raw`[\s\S]` : noneOf(forbids)
  return `${characters}${maxLength === undefined ? '*' : `{0,${maxLength}}`}`
}
