import { plainWebhook } from '@ringback/arbitraries'
import { kindRow, type WebhookKind } from '@ringback/catalog'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import type { Route } from './route.ts'

/** The kinds of calls that a Voice URL can get: a number's, a SIP domain's, a TwiML app's. */
const incomingKinds: readonly WebhookKind[] = [
  'voice.incoming-pstn',
  'voice.incoming-sip-domain',
  'voice.incoming-client-app',
  'voice.incoming-whatsapp',
]

/** The routes that are known before anything is sent. */
export function givenRoutes({
  voiceUrl: url,
  method,
  statusCallback,
  routes,
}: Pick<FuzzSettings, 'voiceUrl' | 'method' | 'statusCallback' | 'routes'>): readonly Route[] {
  // An app may not expect callbacks of calls that it never answered.
  const incomingCall = { kind: 'voice.incoming-pstn', url, method } as const
  const preceding = [{ ...incomingCall, parameters: plainWebhook(incomingCall.kind).parameters }]
  return [
    ...incomingKinds.map((kind) => givenRoute({ kind, url, method })),
    ...(statusCallback === undefined
      ? []
      : [
          {
            ...givenRoute({ kind: 'status.incoming-number', url: statusCallback, method: 'POST' }),
            preceding,
          },
        ]),
    ...routes.map((route) => givenRoute({ ...route, method: route.method ?? kindRow(route.kind).method })),
  ]
}

/** A route of which only the URL is known. */
export function givenRoute({ kind, method, url }: Pick<Route, 'kind' | 'method' | 'url'>): Route {
  return { kind, method, url, preceding: [], path: [], accepts: () => true }
}
