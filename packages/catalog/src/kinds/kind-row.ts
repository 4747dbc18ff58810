import { kinds } from './kinds.ts'
import type { KindRow } from '../model.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { unknownKindError } from './unknown-kind.ts'

const rowByKind: ReadonlyMap<string, KindRow> = new Map(kinds.map((row) => [row.kind, row]))

/** Whether a text is the name of a webhook kind. */
export function isWebhookKind(text: string): text is WebhookKind {
  return rowByKind.has(text)
}

/** The row of a kind. Throws a `RingbackError` with code `unknown-kind` for any other text. */
export function kindRow(kind: WebhookKind): KindRow {
  const row = rowByKind.get(kind)
  if (row === undefined) throw unknownKindError(kind)
  return row
}
