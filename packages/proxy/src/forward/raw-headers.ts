import type { RawHeaders } from './forwarder.ts'

/** The value of the first field of that name (lower case), or undefined. */
export function rawValueOf(headers: RawHeaders, name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() === name) return headers[index + 1]
  }
  return undefined
}

/** How many fields of that name (lower case) there are. */
export function countOf(headers: RawHeaders, name: string): number {
  let count = 0
  for (let index = 0; index < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() === name) count += 1
  }
  return count
}

/** Name and value together. */
export function pairsOf(headers: RawHeaders): [name: string, value: string][] {
  const pairs: [string, string][] = []
  for (let index = 0; index < headers.length; index += 2) {
    pairs.push([headers[index] ?? '', headers[index + 1] ?? ''])
  }
  return pairs
}
