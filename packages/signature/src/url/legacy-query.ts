import { decodeForm } from './form.ts'

/**
 * A query, without its `?`, decoded and encoded again as Node's `querystring` does, which Twilio's node SDK tries
 * too: repeated names move together, a space becomes `%20`.
 */
export function legacyQuery(query: string): string {
  // A null prototype, so that a parameter may have any name; own keys come out in querystring's order.
  const grouped: Record<string, string[]> = Object.assign(Object.create(null), {})
  for (const [name, value] of decodeForm(query)) (grouped[name] ??= []).push(value)
  return Object.entries(grouped)
    .flatMap(([name, values]) => values.map((value) => `${percent(name)}=${percent(value)}`))
    .join('&')
}

function percent(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
