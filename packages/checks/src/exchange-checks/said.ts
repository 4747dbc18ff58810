import { documentOf } from '../document-of.ts'
import { roleOf, sentParameters } from '../answer.ts'
import type { ObservedExchange } from '../check.ts'
import { spokenIn } from '../spoken-in.ts'

/** What the caller hears that looks like something, unless the same stood in the request. */
export function saidLike(exchange: ObservedExchange, pattern: RegExp): string | undefined {
  if (roleOf(exchange) !== 'document') return undefined
  const document = documentOf(exchange)
  const found = document === null ? undefined : pattern.exec(spokenIn(document))?.[0]
  if (found === undefined) return undefined
  return sentParameters(exchange).some(([, value]) => value.includes(found)) ? undefined : found
}
