import type { Headers } from '@ringback/recording'

/** The values of all headers of that name, whatever its case. */
export function headerValues(headers: Headers, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([candidate]) => candidate.toLowerCase() === wanted).map(([, value]) => value)
}
