import type { RequestListener, Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { plainWebhook } from '@ringback/arbitraries'
import { decodeForm, encodeForm, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import { fuzz, type FuzzEvent, type FuzzOptions, type FuzzReport } from '@ringback/fuzz'
import { verify } from '@ringback/signature'
import { createRun } from '../src/create-run.ts'
import { openAccess } from '../src/options/client-options.ts'
import { readFuzzOptions } from '../src/options/fuzz-settings.ts'
import { givenRoute } from '../src/routes/given-routes.ts'
import type { Route } from '../src/routes/route.ts'
import type { Run } from '../src/run.ts'
import type { Sent } from '../src/send/sent.ts'

export const authToken = 'a-token-for-tests'
export const publicUrl = 'https://phone.example.com'

export interface Page {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

/** What an app is asked: a path with its query, and the parameters by name. */
export interface Asked {
  readonly path: string
  readonly get: (name: string) => string | undefined
}

/** An app that answers only what is signed; undefined is a page that is not there. */
export function appOf(answer: (asked: Asked) => Page | undefined): RequestListener {
  return (req, res) => {
    void text(req).then((body) => {
      const path = req.url ?? ''
      const { parameters } = decodeForm(body)
      const signature = String(req.headers['x-twilio-signature'] ?? '')
      const method = req.method ?? ''
      if (!verify({ url: publicUrl + path, method, parameters, authToken, signature })) {
        return res.writeHead(403).end()
      }
      try {
        const page = answer({ path, get: (name) => valueOf(parameters, name) })
        if (page === undefined) return res.writeHead(404).end()
        return res.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/xml' }).end(page.body)
      } catch {
        return res.writeHead(500).end('Internal Server Error')
      }
    })
  }
}

/** How the fuzzer reaches an app in this process. */
export function optionsFor(app: RequestListener | Server, more: Partial<FuzzOptions> = {}): FuzzOptions {
  return {
    authToken,
    publicUrl,
    voiceUrl: `${publicUrl}/voice`,
    app,
    seed: 7,
    runs: 20,
    ...more,
  }
}

export async function eventsOf(options: FuzzOptions): Promise<readonly FuzzEvent[]> {
  const events: FuzzEvent[] = []
  for await (const event of fuzz(options)) events.push(event)
  return events
}

export function reportIn(events: readonly FuzzEvent[]): FuzzReport {
  const last = events.at(-1)
  if (last?.type !== 'finished') throw new Error('the run has no report')
  return last.report
}

export async function reportOf(options: FuzzOptions): Promise<FuzzReport> {
  return reportIn(await eventsOf(options))
}

/** The parts of a run on an app, and the events that it tells. */
export function runOn(
  app: RequestListener | Server,
  more: Partial<FuzzOptions> = {},
): { readonly run: Run; readonly events: FuzzEvent[] } {
  const events: FuzzEvent[] = []
  const settings = openAccess(readFuzzOptions(optionsFor(app, more)))
  const run = createRun(settings, (event) => events.push(event), new AbortController().signal)
  return { run, events }
}

/** The parameters of the plainest webhook of a kind. */
export function plainOf(kind: WebhookKind = 'voice.incoming-pstn'): Parameters {
  return plainWebhook(kind).parameters
}

/** Parameters with some of them changed, added, or (undefined) left out. */
export function changed(
  parameters: Parameters,
  changes: Readonly<Record<string, string | undefined>>,
): Parameters {
  const kept = parameters.filter(([name]) => !(name in changes))
  const set = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return [...kept, ...set]
}

/** A route of the app at a path. */
export function routeAt(path: string, more: Partial<Route> = {}): Route {
  return { ...givenRoute({ kind: 'voice.incoming-pstn', method: 'POST', url: publicUrl + path }), ...more }
}

/** What was sent and answered, without an app. */
export function sentOf(parameters: Parameters, more: Partial<Sent> = {}): Sent {
  const kind = 'voice.incoming-pstn'
  const url = `${publicUrl}/voice`
  return {
    kind,
    request: { method: 'POST', url, headers: [], body: { text: encodeForm(parameters) } },
    response: { status: 200, headers: [['content-type', 'text/xml']], body: { text: '<Response/>' } },
    durationMs: 1,
    problem: null,
    redirectedTo: null,
    sent: { kind, method: 'POST', url, parameters },
    exchanges: () => [],
    ...more,
  }
}

/** A TwiML answer with these verbs. */
export function twiml(verbs: string): Page {
  return { body: `<Response>${verbs}</Response>` }
}
