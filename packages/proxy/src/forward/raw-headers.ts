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

/** Every request asks for several names: only names of the same length are compared. */
function isNamed(field: string | undefined, name: string): boolean {
  return field !== undefined && field.length === name.length && field.toLowerCase() === name
}
