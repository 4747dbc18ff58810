import type { GivenHeaders } from '../model.ts'

/** Looks a header up by its lower-case name; several values come joined by commas. */
export type HeaderLookup = (name: string) => string | undefined

/** A lookup over headers of any of the usual shapes. */
export function headerLookup(headers: GivenHeaders | undefined): HeaderLookup {
  const known = new Map<string, string>()
  for (const [name, value] of entriesOf(headers ?? {})) {
    const present = known.get(name.toLowerCase())
    known.set(name.toLowerCase(), present === undefined ? value : `${present}, ${value}`)
  }
  return (name) => known.get(name)
}

/** The parts of a header that is a list, such as X-Forwarded-Host behind two proxies. */
export function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

function entriesOf(headers: GivenHeaders): readonly (readonly [string, string])[] {
  if (isIterable(headers)) return [...headers]
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')] as const],
  )
}

function isIterable(headers: GivenHeaders): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers
}
