import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { decodeForm, valueOf } from '@ringback/catalog'
import { fuzz, type FuzzEvent, type FuzzOptions, type FuzzReport } from '@ringback/fuzz'
import { verify } from '@ringback/signature'

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
export function optionsFor(app: RequestListener, more: Partial<FuzzOptions> = {}): FuzzOptions {
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
