import { plainWebhook } from '@ringback/arbitraries'
import { kindRow, type WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import type { FuzzOptions } from '../options.ts'
import type { Route } from './route.ts'

/** The kinds of calls that a Voice URL can get: a number's, a SIP domain's, a TwiML app's. */
const incomingKinds: readonly WebhookKind[] = [
  'voice.incoming-pstn',
  'voice.incoming-sip-domain',
  'voice.incoming-client-app',
  'voice.incoming-whatsapp',
]

/** The routes that are known before anything is sent. */
export function givenRoutes(options: FuzzOptions): readonly Route[] {
  const { voiceUrl, method = 'POST', statusCallback, routes = [] } = options
  const given = (kind: WebhookKind, url: string, how: 'GET' | 'POST'): Route => ({
    kind,
    url,
    method: how,
    via: [],
    path: [],
    accepts: () => true,
  })
  return [
    ...incomingKinds.map((kind) => given(kind, voiceUrl, method)),
    ...(statusCallback === undefined
      ? []
      : [
          {
            ...given('status.incoming-number', statusCallback, 'POST'),
            via: [incomingCall(voiceUrl, method)],
          },
        ]),
    ...routes.map((route) => given(route.kind, route.url, route.method ?? kindRow(route.kind).method)),
  ]
}

/** The webhook that a call begins with: an app may not want to hear of calls that it never answered. */
function incomingCall(url: string, method: 'GET' | 'POST'): ProbeRequest {
  const kind = 'voice.incoming-pstn'
  return { kind, url, method, parameters: plainWebhook(kind).parameters }
}
