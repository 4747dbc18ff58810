import type { OptionRow } from './option-row.ts'

/** What is wrong with a number as it was written; undefined when the row takes it. */
export function numberProblem(where: string, row: OptionRow, text: string): string | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  const { integer = false, min, max, above } = row
  const isGood =
    Number.isFinite(value) &&
    (!integer || Number.isSafeInteger(value)) &&
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above)
  return isGood
    ? undefined
    : `${where} must be ${[rangeText(row), ...(row.words ?? [])].join(' or ')}, not ${JSON.stringify(text)}.`
}

function rangeText({ integer, min, max, above }: OptionRow): string {
  const noun = integer === true ? 'a whole number' : 'a number'
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`
  if (min !== undefined) return `${noun} of ${min} or more`
  if (above !== undefined) return `${noun} above ${above}`
  return noun
}
