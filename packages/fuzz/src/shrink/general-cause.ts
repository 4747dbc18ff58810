import type { Parameters } from '@ringback/catalog'
import { unknownName } from '@ringback/checks'
import { shortened } from '@ringback/common'
import type { Difference } from './difference.ts'
import type { Reproduce } from './reproduce.ts'

/** A sort of values that makes a page fail: in any parameter, or of any such caller. */
export interface GeneralCause {
  /** The same for similar values. */
  readonly name: 'unknown parameter' | 'non-ASCII value' | 'long value' | 'value' | 'no phone number'
  /** The parameter in which such a value fails; absent where any does. */
  readonly parameter?: string
  /** A clause that says when it happens. */
  readonly description: string
  readonly isIn: (parameters: Parameters) => boolean
}

const longValue = 500
const nonAscii = /[^\0-\u007f]/

/**
 * Finds out whether a page that fails because of one parameter fails with the same value in any other parameter: a
 * server that knows a list of parameters, a signature check that reads bytes wrongly, a limit of size. Returns
 * undefined when it does not.
 */
export async function findGeneralCause(
  plain: Parameters,
  difference: Difference,
  reproduce: Reproduce,
): Promise<GeneralCause | undefined> {
  if (difference.type !== 'parameter') return undefined
  const { name, values } = difference
  const [value = ''] = values
  const names = new Set(plain.map(([each]) => each))
  const isAdded = value !== '' && !names.has(name)
  const isLong = value.length >= longValue
  if (!isAdded && !isLong && !nonAscii.test(value)) return undefined
  const failsWith = async (given: string): Promise<boolean> =>
    (await reproduce([...plain, [unknownName, given]])) !== undefined
  if (!(await failsWith(value))) return undefined
  if (!(await failsWith('1'))) return ofValue(value)
  if (!isAdded) return undefined
  return {
    name: 'unknown parameter',
    description: `the request has a parameter that the app does not know, such as ${name}`,
    isIn: (parameters) => parameters.some(([each]) => !names.has(each)),
  }
}

function ofValue(value: string): GeneralCause {
  const shown = JSON.stringify(shortened(value, 40))
  if (nonAscii.test(value)) {
    return {
      name: 'non-ASCII value',
      description: `any parameter has non-ASCII characters, such as ${shown}`,
      isIn: (parameters) => parameters.some(([, each]) => nonAscii.test(each)),
    }
  }
  return {
    name: value.length >= longValue ? 'long value' : 'value',
    description: `any parameter contains ${shown}${value.length >= longValue ? `, ${value.length} characters` : ''}`,
    isIn: (parameters) =>
      parameters.some(([, each]) =>
        value.length >= longValue ? each.length >= value.length : each === value,
      ),
  }
}
