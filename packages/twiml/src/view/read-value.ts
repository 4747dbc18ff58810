import type { AttributeRow } from '../model.ts'

const INTEGER = /^[+-]?\d{1,10}$/

/** The value that an attribute's text stands for, or undefined when it is none that the attribute takes. */
export function readValue(row: AttributeRow, written: string): unknown {
  const text = written.trim()
  switch (row.type) {
    case 'boolean':
      return readBoolean(text)
    case 'integer':
      return readInteger(row, text)
    case 'decimal':
      return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
    case 'integerOrAuto':
      return text === 'auto' ? text : readInteger({ ...row, min: 1 }, text)
    case 'integerList':
      return readList(text, (word) => INTEGER.test(word)).map(Number)
    case 'enum':
      return readEnum(row, text)
    case 'enumList': {
      const words = readList(text, (word) => row.open === true || isListed(row, word))
      return words.length === 0 ? undefined : words
    }
    case 'httpMethod':
      return /^(get|post)$/i.test(text) ? text.toUpperCase() : undefined
    case 'keypadKey':
      return /^[0-9#*]?$/.test(text) ? text : undefined
    case 'keypadKeys':
      return /^[0-9#*]*$/.test(text) ? text : undefined
    case 'dtmf':
      return /^[0-9A-DWw#*]+$/.test(text) ? text : undefined
    case 'string':
      return written
    case 'duration':
    case 'phoneNumber':
    case 'sid':
    case 'url':
    case 'wssUrl':
      return text
  }
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
  const value = row.aliases?.[text] ?? text
  return row.open === true || isListed(row, value) ? value : undefined
}

function isListed(row: AttributeRow, value: string): boolean {
  return row.values?.includes(value) ?? false
}

function readList(text: string, accepts: (word: string) => boolean): string[] {
  return text.split(/\s+/).filter((word) => word !== '' && accepts(word))
}
