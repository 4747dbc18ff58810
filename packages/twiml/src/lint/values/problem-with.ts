import { isSid } from '@ringback/catalog'
import type { AttributeRow, AttributeType } from '../../model.ts'
import { noun } from '../../names.gen.ts'
import { nearest } from '@ringback/common'
import { urlProblem } from './url-problem.ts'
import { shortened } from '@ringback/common'
import type { ValueProblem, WrittenValue } from './value-problem.ts'
import { webSocketProblem } from './web-socket-problem.ts'

/** Judges a trimmed value. */
type Judge = (attribute: AttributeRow, value: string, written: WrittenValue) => ValueProblem | undefined

const judges: Readonly<Record<AttributeType, Judge>> = {
  boolean: (_, value) => booleanProblem(value),
  decimal: decimalProblem,
  dtmf: matching(
    /^[0-9A-DWw#*]+$/,
    'which is not a string of tones: only 0-9, A-D, #, * and w or W for a pause',
  ),
  duration: matching(/^\+?(\d*\.)?\d+(ms|s)$/, 'which is not a duration such as "500ms" or "2s"'),
  enum: wordProblem,
  enumList: listProblem,
  httpMethod: (_, value) => methodProblem(value),
  integer: (attribute, value) => integerProblem(attribute, value),
  integerList: listProblem,
  integerOrAuto: (attribute, value) =>
    value === 'auto' ? undefined : integerProblem({ ...attribute, min: 1 }, value, ' or "auto"'),
  keypadKey: (_, value) => keyProblem(value),
  keypadKeys: matching(/^[0-9#*]*$/, 'which has characters other than the keys 0-9, # and *'),
  phoneNumber: matching(/^[+\w][\w\s().-]*$/, 'which is not a phone number; write it as +14155550100'),
  sid: sidProblem,
  string: stringProblem,
  url: (_, value) => urlProblem(value),
  wssUrl: (_, value, { element }) => webSocketProblem(value, element.id === noun.Stream),
}

/** What is wrong with the value of an attribute, or undefined. Lenient where Twilio's behaviour is not known. */
export function problemWith(written: WrittenValue): ValueProblem | undefined {
  return judges[written.attribute.type](written.attribute, written.value.trim(), written)
}

function matching(pattern: RegExp, message: string): Judge {
  return (_, value) => unless(pattern.test(value), message)
}

function unless(isFine: boolean, message: string): ValueProblem | undefined {
  return isFine ? undefined : { message }
}

function booleanProblem(value: string): ValueProblem | undefined {
  if (value === 'true' || value === 'false') return undefined
  if (/^(true|false|1|0)$/i.test(value)) {
    const plain = value === '1' ? 'true' : value === '0' ? 'false' : value.toLowerCase()
    return { message: 'and Twilio documents only "true" and "false"', isOpen: true, suggestion: plain }
  }
  return { message: 'which is neither true nor false', suggestion: nearest(value, ['true', 'false']) }
}

function methodProblem(value: string): ValueProblem | undefined {
  if (value === 'GET' || value === 'POST') return undefined
  const isOpen = /^(get|post)$/i.test(value)
  if (isOpen)
    return { message: 'and Twilio documents only "GET" and "POST"', isOpen, suggestion: value.toUpperCase() }
  return { message: 'which is neither GET nor POST' }
}

function integerProblem({ min, max }: AttributeRow, value: string, also = ''): ValueProblem | undefined {
  if (!/^[+-]?\d+$/.test(value)) return { message: `which is not a whole number${also}` }
  const number = Number(value)
  if (min !== undefined && number < min) return { message: `which is less than ${min}` }
  return max !== undefined && number > max ? { message: `which is more than ${max}` } : undefined
}

function decimalProblem({ min = 0, max = Infinity }: AttributeRow, value: string): ValueProblem | undefined {
  if (!/^\d+(\.\d+)?$/.test(value)) return { message: 'which is not an amount such as "12.50"' }
  const number = Number(value)
  return unless(number >= min && number <= max, `which is not between ${min} and ${max}`)
}

function listProblem(attribute: AttributeRow, value: string): ValueProblem | undefined {
  const words = value.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return { message: 'which is empty' }
  if (attribute.open === true) return undefined
  const separated = value.split(/[\s,]+/).filter((word) => word !== '')
  if (value.includes(',') && separated.every((word) => attribute.values?.includes(word))) {
    return {
      message: 'and the words of the list are to be separated by spaces',
      suggestion: separated.join(' '),
    }
  }
  const bad = words.find((word) => !(attribute.values ?? []).includes(word))
  if (bad === undefined) return undefined
  return {
    message: `and "${shortened(bad)}" is not one of ${listed(attribute)}`,
    suggestion: nearest(bad, attribute.values ?? []),
  }
}

function wordProblem(attribute: AttributeRow, value: string): ValueProblem | undefined {
  const values = attribute.values ?? []
  const spellings = new Set([...values, ...Object.keys(attribute.aliases ?? {})])
  if (spellings.has(value)) return undefined
  const lower = value.toLowerCase()
  if ((lower === 'true' || lower === 'false') && spellings.has(lower)) return booleanProblem(value)
  const suggestion = nearest(value, values)
  // Languages are handed on to the speech provider, which does not mind the case.
  if (attribute.open === true && suggestion?.toLowerCase() === lower) return undefined
  if (attribute.open === true && isLetPass(attribute, value, suggestion)) return undefined
  return { message: `which is not one of ${listed(attribute)}`, suggestion }
}

function isLetPass(
  { errorCode, openForm }: AttributeRow,
  value: string,
  suggestion: string | undefined,
): boolean {
  return openForm?.test(value) ?? (errorCode === undefined && suggestion === undefined)
}

const NUMBER_OR_PERCENTAGE = /^[+-]?\d+(\.\d+)?(%|dB|Hz|st)?$/i

function stringProblem(attribute: AttributeRow, value: string): ValueProblem | undefined {
  const { maxLength, values } = attribute
  if (maxLength !== undefined && value.length > maxLength)
    return { message: `which is longer than ${maxLength} characters` }
  if (values === undefined || NUMBER_OR_PERCENTAGE.test(value) || value === '') return undefined
  const suggestion = nearest(value, values)
  const isFamily = attribute.openPrefixes?.some((prefix) => value.startsWith(prefix)) ?? false
  if (suggestion === undefined && (attribute.errorCode === undefined || isFamily)) return undefined
  return wordProblem({ ...attribute, open: false }, value)
}

function keyProblem(value: string): ValueProblem | undefined {
  if (/^[0-9#*]?$/.test(value)) return undefined
  if (!/^[0-9#*]+$/.test(value)) return { message: 'which is not a key of a phone' }
  return { message: 'and only one key can end the input', twilioCode: 13311 }
}

function sidProblem({ prefix = '' }: AttributeRow, value: string): ValueProblem | undefined {
  return unless(
    isSid(value) && value.startsWith(prefix),
    `which is not a SID: ${prefix} and 32 hexadecimal digits`,
  )
}

function listed({ values = [] }: AttributeRow): string {
  return values.length > 12 ? `the ${values.length} values that are known` : values.join(', ')
}
