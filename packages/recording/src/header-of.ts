import type { Headers } from './exchange.ts'

/** The value of a header, the first one where there are several; undefined when there is none. `name`: in lower case. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1]
}
