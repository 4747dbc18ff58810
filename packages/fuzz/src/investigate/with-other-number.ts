import type { Parameters } from '@ringback/catalog'

/** Digits of a telephone number that is not an extension. */
const shortest = 7
const number = /\d{7,}/

/** Numbers that belong to nobody. */
const others = ['12025550163', '13125550187'] as const

/**
 * A webhook with another telephone number in one parameter, of the same length where that is possible; undefined when
 * there is none in it.
 */
export function withOtherNumber(parameters: Parameters, name: string): Parameters | undefined {
  const value = parameters.find(([each]) => each === name)?.[1] ?? ''
  const [digits] = number.exec(value) ?? []
  if (digits === undefined) return undefined
  const isFirst = digits.endsWith(others[0].slice(-shortest))
  const other = (isFirst ? others[1] : others[0]).slice(-digits.length)
  return parameters.map((pair) => (pair[0] === name ? [name, value.replace(number, other)] : pair))
}
