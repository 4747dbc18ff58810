import { oddValue, type GrammarDefinition, type ValueForm } from '../grammar-definition.ts'

const decimal = String.raw`(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)`
const fromZeroToOne = String.raw`(?:0*\.[0-9]+|0+|0*1(?:\.0+)?)`

/** A decimal number, in most places from 0 to 1: how sure a recogniser is. */
export const float: GrammarDefinition = {
  grammar: 'float',
  reads: { pattern: patternOf, check: isInRange },
  writes: {
    pattern: () => String.raw`(?:0|[1-9][0-9]*)(?:\.[0-9]+)?`,
    check: (value, { max = Number.MAX_SAFE_INTEGER }) => Number(value) <= max,
  },
  words: () => 'a decimal number',
  example: () => '0.9128386',
  privacy: { harmless: String.raw`-?(?:[0-9]{1,6}|[0-9]{0,6}\.[0-9]{1,17})`, content: 'digits' },
  oddForms: () => [
    oddValue('zero', '0.0'),
    oddValue('zero-without-point', '0'),
    oddValue('one', '1.0'),
    oddValue('nine-decimals', '0.991210943'),
  ],
}

function patternOf({ min = -Infinity, max = Infinity }: ValueForm): string {
  if (min === 0 && max === 1) return fromZeroToOne
  return min < 0 ? `-?${decimal}` : decimal
}

function isInRange(value: string, { min = -Infinity, max = Infinity }: ValueForm): boolean {
  return Number(value) >= min && Number(value) <= max
}
