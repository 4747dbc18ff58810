import type { AttributeRow, AttributeType } from '../model.ts'

const INTEGER = /^[+-]?\d{1,10}$/

type Reader = (row: AttributeRow, text: string) => unknown

const readers: Readonly<Record<AttributeType, Reader>> = {
  boolean: (_, text) => readBoolean(text),
  decimal: (_, text) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined),
  dtmf: matching(/^[0-9A-DWw#*]+$/),
  duration: matching(/^\+?(\d*\.)?\d+(ms|s)$/),
  enum: readEnum,
  enumList: (row, text) => readList(text, (word) => row.open === true || isListed(row, word)),
  httpMethod: (_, text) => (/^(get|post)$/i.test(text) ? text.toUpperCase() : undefined),
  integer: readInteger,
  integerList: (_, text) => readList(text, (word) => INTEGER.test(word))?.map(Number),
  integerOrAuto: (row, text) => (text === 'auto' ? text : readInteger({ ...row, min: 1 }, text)),
  keypadKey: matching(/^[0-9#*]?$/),
  keypadKeys: matching(/^[0-9#*]*$/),
  phoneNumber: asWritten,
  sid: asWritten,
  string: asWritten,
  url: asWritten,
  wssUrl: asWritten,
}

/** The value that an attribute's text stands for, or undefined when it is none that the attribute takes. */
export function readValue(row: AttributeRow, written: string): unknown {
  // White space around words is nobody's; in free text it is part of the value.
  return readers[row.type](row, row.type === 'string' ? written : written.trim())
}

function asWritten(_: AttributeRow, text: string): string {
  return text
}

function matching(pattern: RegExp): Reader {
  return (_, text) => (pattern.test(text) ? text : undefined)
}

/** Twilio documents `true` and `false` only; whether it takes other cases and 1 or 0 is open, and here it does. */
function readBoolean(text: string): boolean | undefined {
  if (/^(true|1)$/i.test(text)) return true
  return /^(false|0)$/i.test(text) ? false : undefined
}

function readInteger({ min, max }: Pick<AttributeRow, 'min' | 'max'>, text: string): number | undefined {
  if (!INTEGER.test(text)) return undefined
  const value = Number(text)
  return value < (min ?? -Infinity) || value > (max ?? Infinity) ? undefined : value
}

function readEnum(row: AttributeRow, text: string): string | undefined {
  const plain = /^(true|false)$/i.test(text) ? text.toLowerCase() : text
  const { aliases } = row
  const value = (aliases !== undefined && Object.hasOwn(aliases, plain) ? aliases[plain] : undefined) ?? plain
  return row.open === true || isListed(row, value) ? value : undefined
}

function isListed(row: AttributeRow, value: string): boolean {
  return row.values?.includes(value) ?? false
}

function readList(text: string, accepts: (word: string) => boolean): string[] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '' && accepts(word))
  return words.length === 0 ? undefined : words
}
