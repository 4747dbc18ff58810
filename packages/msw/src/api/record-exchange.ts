import { isSid, sidPrefix } from '@ringback/catalog'
import { bodyOf, restApiSource, type Exchange } from '@ringback/recording'
import type { Account } from '../account/account.ts'
import type { ReadRequest, WrittenAnswer } from './exchanged.ts'
import { version } from '../version.ts'

/** The headers that are never kept: they hold the account's secret. */
const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** The app's own request as an exchange, related to its call by the CallSid in the path or in the answer. */
export function recordExchange(
  { simulation }: Account,
  { request, body }: ReadRequest,
  answer: WrittenAnswer,
  startedAt: number,
): Exchange {
  const callSid = callSidOf(request.url, answer)
  const utf8 = new TextEncoder()
  return {
    id: simulation.nextExchangeId(startedAt),
    kind: null,
    callSid,
    parentCallSid: callSid === null ? null : (simulation.legs.get(callSid)?.parent?.sid ?? null),
    startedAt: new Date(startedAt).toISOString(),
    durationMs: simulation.clock.now() - startedAt,
    request: {
      method: request.method,
      url: request.url,
      headers: [...request.headers].filter(([name]) => !secretHeaders.has(name.toLowerCase())),
      body: bodyOf(body),
    },
    response: {
      status: answer.status,
      headers: Object.entries(answer.headers),
      body: bodyOf(utf8.encode(answer.text ?? '')),
    },
    signature: 'unchecked',
    problem: null,
    provenance: { recorder: simulation.recorder, version, source: restApiSource },
  }
}

function callSidOf(url: string, { text }: WrittenAnswer): string | null {
  const inPath = new URL(url).pathname.split(/[/.]/).find(isCallSid)
  if (inPath !== undefined) return inPath
  // What the API answers is JSON.
  const answer = (text === null ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>
  return [answer['sid'], answer['call_sid']].find(isCallSid) ?? null
}

function isCallSid(text: unknown): text is string {
  return typeof text === 'string' && isSid(text) && text.startsWith(sidPrefix.call)
}
