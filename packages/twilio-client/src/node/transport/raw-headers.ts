import type { Headers } from '@ringback/recording'

/** The value of the first header of that name, whatever its case. */
export function headerValue(headers: Headers, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1]
}

/** The values of all headers of that name, whatever its case. */
export function headerValues(headers: Headers, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([candidate]) => candidate.toLowerCase() === wanted).map(([, value]) => value)
}
