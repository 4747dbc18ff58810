import { oddValue, type GrammarDefinition, type ValueForm } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'

const mostListed = 20

/** A whole number: a count, a duration, a code. */
export const integer: GrammarDefinition = {
  grammar: 'integer',
  reads: { pattern: patternOf, check: isInRange },
  writes: {
    pattern: () => '(?:0|[1-9][0-9]*)',
    check: (value, { max = Number.MAX_SAFE_INTEGER }) => Number(value) <= max,
  },
  words: ({ min, max }) =>
    `a whole number${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`,
  example: ({ example = '', min = 0 }) => String(Number.parseInt(example, 10) || min),
  // Seven digits and more may be a phone number.
  privacy: { harmless: '-?[0-9]{1,6}', content: 'digits' },
  oddForms: ({ min = 0, max, unit }) => [
    oddValue('smallest', String(min)),
    oddValue('largest', String(max ?? (unit === 'bytes' ? 2_147_483_648 : 86_400))),
  ],
}

function patternOf({ min = -Infinity, max = Infinity }: ValueForm): string {
  if (min < 0) return '-?[0-9]+'
  if (max - min > mostListed) return min === 0 ? '[0-9]+' : '0*[1-9][0-9]*'
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => String(min + index))
  return `0*${anyOf(...numbers)}`
}

function isInRange(value: string, { min = -Infinity, max = Infinity }: ValueForm): boolean {
  return Number(value) >= min && Number(value) <= max
}
