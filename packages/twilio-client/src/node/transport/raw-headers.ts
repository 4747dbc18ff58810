import type { Headers } from '@ringback/recording'

/** Name and value pairs of Node's flat list of raw headers. */
export function pairsOf(rawHeaders: readonly string[]): Headers {
  return Array.from(
    { length: rawHeaders.length / 2 },
    (_, index) => [rawHeaders[index * 2] ?? '', rawHeaders[index * 2 + 1] ?? ''] as const,
  )
}

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
