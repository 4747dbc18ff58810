import { importPeer } from '@ringback/common'
import { bytesOf, type Exchange, type Recording } from '@ringback/recording'
import type { HttpHandler } from 'msw'
import { recordedAnswers, type RecordingsReport } from './recorded-answers.ts'

const { http, HttpResponse } = await importPeer('msw', () => import('msw'))

/** How requests are matched with recordings. */
export interface RecordingHandlersOptions {
  /** The URL of the app, if it is not the recorded one: `http://127.0.0.1:3000`. */
  readonly url?: string
  /** Parameters that need not be the same, beside SIDs, timestamps and running numbers. */
  readonly ignore?: readonly string[]
}

/** Handlers for `setupServer(...app)` or `setupWorker(...app)`, with a report of what they did. */
export type RecordingHandlers = readonly HttpHandler[] & {
  readonly report: () => RecordingsReport
  /** Every recording is unused again. */
  readonly reset: () => void
}

/**
 * Answers in place of the app: requests are answered from recordings, each answer once, in order, matched by call and
 * parameters. A call with another SID takes the first recorded call that fits. A request that no recording answers gets
 * a 501 with the reason.
 */
export function recordingHandlers(
  recordings: readonly Recording[],
  { url, ignore }: RecordingHandlersOptions = {},
): RecordingHandlers {
  const answers = recordedAnswers(recordings, ignore)
  const origins = url === undefined ? answers.origins : new Set([new URL(url).origin])
  const handler = http.all('*', async ({ request }) => {
    if (!origins.has(new URL(request.url).origin)) return undefined
    const { method } = request
    const taken = answers.take({ method, url: request.url, body: await request.clone().text() })
    if ('request' in taken) return responseOf(taken)
    return new HttpResponse(`ringback has no recording of ${method} ${request.url}: ${taken.reason}\n`, {
      status: 501,
    })
  })
  return Object.assign([handler], { report: answers.report, reset: answers.reset })
}

/** Headers of the connection, which do not belong to the answer. */
const hopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
])

function responseOf({ response }: Exchange): Response {
  if (response === null) return HttpResponse.error()
  const headers = new Headers()
  for (const [name, value] of response.headers) {
    if (!hopHeaders.has(name.toLowerCase())) headers.append(name, value)
  }
  const hasBody = response.status !== 204 && response.status !== 304
  const bytes = Uint8Array.from(bytesOf(response.body))
  return new HttpResponse(hasBody ? bytes : null, { status: response.status, headers })
}
