import type { WebhookKind } from '@ringback/catalog'
import type { Route } from './route.ts'

/** Webhooks for what somebody who is dialled hears before the legs are connected. */
const whisperKinds: ReadonlySet<WebhookKind> = new Set([
  'dial.number-url',
  'dial.client-url',
  'dial.sip-url',
  'dial.whatsapp-url',
])

/** Whether a route is asked on the leg of somebody who is dialled: there an empty answer connects the call. */
export function isOnDialledLeg({ preceding }: Pick<Route, 'preceding'>): boolean {
  return preceding.some(({ kind }) => whisperKinds.has(kind))
}
