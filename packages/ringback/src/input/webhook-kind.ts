import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'
import { UserError } from '../shell/user-error.ts'

const mostNamed = 5

/** The kind of a name. Throws a `UserError` with the kinds that have the name in theirs. */
export function webhookKind(name: string): WebhookKind {
  if (isWebhookKind(name)) return name
  const alike = kinds
    .map(({ kind }) => kind)
    .filter((kind) => name !== '' && kind.includes(name.toLowerCase()))
  const hint = '`ringback catalog` lists them.'
  if (alike.length === 0) throw new UserError(`${name} is no webhook kind.`, hint)
  const named = alike.slice(0, mostNamed).join(', ')
  throw new UserError(`${name} is no webhook kind.`, `Did you mean ${named}? ${hint}`)
}
