import type { RawHeaders } from './forwarder.ts'

/** The value of the first field of that name (lower case), or undefined. */
export function rawValueOf(headers: RawHeaders, name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    if (isNamed(headers[index], name)) return headers[index + 1]
  }
  return undefined
}

/** How many fields of that name (lower case) there are. */
export function countOf(headers: RawHeaders, name: string): number {
  let count = 0
  for (let index = 0; index < headers.length; index += 2) {
    if (isNamed(headers[index], name)) count += 1
  }
  return count
}

/** Whether a field has that name (lower case). Every request asks for many names: only those of the same length are compared. */
export function isNamed(field: string | undefined, name: string): boolean {
  return field !== undefined && field.length === name.length && field.toLowerCase() === name
}

/** The name of a field in lower case if its length is among `lengths`; an empty text otherwise. */
export function nameOfLength(field: string | undefined, lengths: ReadonlySet<number>): string {
  return field !== undefined && lengths.has(field.length) ? field.toLowerCase() : ''
}

/** The lengths of names, for {@link nameOfLength}. */
export function lengthsOf(names: Iterable<string>): ReadonlySet<number> {
  return new Set([...names].map((name) => name.length))
}

/** The lines of fields as they go over the wire, each with its line end. */
export function linesOf(headers: RawHeaders): string {
  let text = ''
  for (let index = 0; index < headers.length; index += 2)
    text += `${headers[index]}: ${headers[index + 1]}\r\n`
  return text
}
