import type { Random } from './random.ts'

export type Field = readonly [name: string, value: string]

/** A request or answer that can be written and mutated. All text is latin1. */
export interface Wire {
  /** The first line, without its end. */
  readonly first: string
  readonly fields: readonly Field[]
  readonly body: string
}

/** The head as it is usually written. */
export function headOf({ first, fields }: Wire): string {
  let text = `${first}\r\n`
  for (const [name, value] of fields) text += `${name}: ${value}\r\n`
  return `${text}\r\n`
}

export function bytesOf(wire: Wire): Buffer {
  return Buffer.from(headOf(wire) + wire.body, 'latin1')
}

/** The same with another field, at a random place. */
export function withField(wire: Wire, field: Field, random: Random): Wire {
  return { ...wire, fields: wire.fields.toSpliced(random.below(wire.fields.length + 1), 0, field) }
}

/** The same without the fields of that name (lower case). */
export function withoutField(wire: Wire, name: string): Wire {
  return { ...wire, fields: wire.fields.filter(([other]) => other.toLowerCase() !== name) }
}

/** The same with that field instead of every one of its name, at a random place. */
export function withOnly(wire: Wire, field: Field, random: Random): Wire {
  return withField(withoutField(wire, field[0].toLowerCase()), field, random)
}

/** A text with something put in at a place. */
export function inserted(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at)
}

/** A name in random case. */
export function inAnyCase(name: string, random: Random): string {
  switch (random.below(4)) {
    case 0:
      return name.toLowerCase()
    case 1:
      return name.toUpperCase()
    case 2:
      return name
        .split('')
        .map((letter) => (random.oneIn(2) ? letter.toUpperCase() : letter))
        .join('')
    default:
      return name
  }
}

/** Bytes cut at random places; one time in two they stay whole. */
export function inPieces(bytes: Buffer, random: Random): readonly Buffer[] {
  const count = random.oneIn(2) ? 1 : random.oneIn(40) ? bytes.length : 2 + random.below(4)
  if (count === bytes.length) return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
  const cuts = Array.from({ length: count - 1 }, () => random.below(bytes.length + 1)).sort((a, b) => a - b)
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))
}
