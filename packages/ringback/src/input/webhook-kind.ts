import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'
import { nearest, RingbackError } from '@ringback/common'

const mostNamed = 5

/** The kind of a name. Throws a `RingbackError` that names the kinds that may be meant. */
export function webhookKind(name: string): WebhookKind {
  if (isWebhookKind(name)) return name
  throw new RingbackError('unknown-kind', unknownKind(name), {
    remedy: 'List the webhook kinds: ringback catalog',
  })
}

/** The sentence about a name that is no webhook kind, with what may be meant. */
export function unknownKind(name: string): string {
  const all = kinds.map(({ kind }) => kind)
  const alike = all.filter((kind) => name !== '' && kind.includes(name.toLowerCase()))
  const close = nearest(name, all)
  const meant = alike.length > 0 ? alike.slice(0, mostNamed) : close === undefined ? [] : [close]
  const hint = meant.length === 0 ? '' : ` Did you mean ${meant.join(', ')}?`
  return `Unknown webhook kind ${name === '' ? '""' : name}.${hint}`
}
