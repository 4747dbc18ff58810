import { kindRow, type WebhookKind } from '@ringback/catalog'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import { plainOfKind } from './plain-parameters.ts'
import type { Route } from './route.ts'

/** The kinds of calls that a Voice URL can get: a number's, a SIP domain's, a TwiML app's, one that the REST API made. */
const incomingKinds: readonly WebhookKind[] = [
  'voice.incoming-pstn',
  'voice.incoming-sip-domain',
  'voice.incoming-client-app',
  'voice.incoming-whatsapp',
  'voice.outbound-api-twiml',
]

/** The routes that are known before anything is sent. */
export function givenRoutes({
  voiceUrl: url,
  method,
  statusCallback,
  routes,
  call,
}: Pick<FuzzSettings, 'voiceUrl' | 'method' | 'statusCallback' | 'routes' | 'call'>): readonly Route[] {
  // An app may not expect callbacks of calls that it never answered.
  const incomingCall = { kind: 'voice.incoming-pstn', url, method } as const
  const preceding = [{ ...incomingCall, parameters: plainOfKind(incomingCall.kind, call) }]
  return [
    ...incomingKinds.map((each) => givenRoute({ kind: each, url, method, call })),
    ...(statusCallback === undefined
      ? []
      : [
          {
            ...givenRoute({ kind: 'status.incoming-number', url: statusCallback, method: 'POST', call }),
            preceding,
          },
        ]),
    ...routes.map((route) =>
      givenRoute({ ...route, call, method: route.method ?? kindRow(route.kind).method }),
    ),
  ]
}

/** A route of which only the URL is known. */
export function givenRoute({
  kind,
  method,
  url,
  call,
}: Pick<Route, 'kind' | 'method' | 'url' | 'call'>): Route {
  return { kind, method, url, call, preceding: [], path: [], accepts: () => true }
}
