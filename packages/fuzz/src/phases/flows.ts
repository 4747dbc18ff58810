import type { Step } from '@ringback/simulator'
import { isWebhookKind, kindRow } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { parametersOf, type Exchange } from '@ringback/recording'
import { symptomOf } from '../cause.ts'
import { forEachOf } from '../for-each.ts'
import { isKnownOfPath } from '../known-causes.ts'
import { reportFinding } from '../report-finding.ts'
import { findingsIn, type Run } from '../run.ts'
import { nextSteps, placeOf, wordOf } from './flows/next-steps.ts'
import { placeCall, type PlacedCall } from './flows/place-call.ts'

const mostCalls = 150
const mostSteps = 8
const callsAtOnce = 4

/**
 * Calls the app again and again: at every place where a call waits, each key, speech, silence, each end of a dialled
 * call, and hanging up. The shortest ways come first, so that a finding has the shortest way that shows it.
 */
export async function flowsPhase(run: Run): Promise<void> {
  const places = new Set<string>()
  let calls = 0
  let ways: (readonly Step[])[] = [[]]
  while (ways.length > 0 && calls < mostCalls) {
    const longer: (readonly Step[])[] = []
    const now = ways.slice(0, mostCalls - calls)
    calls += now.length
    await forEachOf(now, callsAtOnce, async (steps) => {
      const placed = await callApp(run, steps)
      if (placed === undefined) return
      await judgeCall(run, steps, placed)
      const { waiting } = placed
      if (waiting === undefined || steps.length >= mostSteps || places.has(placeOf(waiting))) return
      places.add(placeOf(waiting))
      longer.push(...nextSteps(waiting).map((step) => [...steps, step]))
    })
    ways = longer
  }
}

async function callApp(run: Run, steps: readonly Step[]): Promise<PlacedCall | undefined> {
  run.calls += 1
  // A call that cannot be carried on, such as one with a verb that nobody can act out, shows nothing.
  const placing = placeCall(run, steps, run.seed + run.calls).catch(() => undefined)
  const placed = await run.stop.orStop(placing)
  run.requests += placed?.exchanges.length ?? 0
  return placed
}

async function judgeCall(run: Run, steps: readonly Step[], placed: PlacedCall): Promise<void> {
  for (const [at, exchange] of placed.exchanges.entries()) {
    for (const finding of findingsIn(run, exchange)) {
      const symptom = symptomOf(finding, configuredUrl(exchange))
      // What one webhook shows has been found by itself.
      if (run.causes.has(symptom) || run.reported.has(symptom)) continue
      if (isKnownOfPath(run, finding, configuredUrl(exchange), parametersOf(exchange.request))) continue
      const again = await callApp(run, steps)
      const found = again?.exchanges.find((each) =>
        findingsIn(run, each).some((other) => symptomOf(other, configuredUrl(each)) === symptom),
      )
      if (again === undefined || found === undefined) continue
      const requests = again.exchanges.slice(0, again.exchanges.indexOf(found) + 1).flatMap(requestsOf)
      const request = requests.at(-1)
      if (request === undefined) continue
      const words = steps.map(wordOf)
      await reportFinding(run, {
        finding,
        key: symptom,
        request,
        status: found.response?.status ?? null,
        path: at < placed.beforeHangup ? words : [...words, 'hangup'],
        proof: { type: 'requests', requests },
        exchanges: again.exchanges,
      })
    }
  }
}

/** The request of an exchange, to be sent again; none for media and what is no webhook. */
function requestsOf({ kind, request }: Exchange): readonly ProbeRequest[] {
  const { method, url } = request
  if (kind === null || !isWebhookKind(kind) || (method !== 'GET' && method !== 'POST')) return []
  // The parameters of a GET are in its URL already.
  return [{ kind, method, url, parameters: method === 'GET' ? [] : parametersOf(request) }]
}

/** The URL without the parameters that Twilio adds to it in a GET. */
function configuredUrl({ kind, request }: Exchange): string {
  const [base = '', query] = request.url.split('?', 2)
  if (request.method !== 'GET' || query === undefined || kind === null) return request.url
  const known = new Set<string>(kindRow(kind).parameters.map(({ name }) => name))
  const own = query.split('&').filter((pair) => !known.has(pair.split('=', 1)[0] ?? ''))
  return own.length === 0 ? base : `${base}?${own.join('&')}`
}
