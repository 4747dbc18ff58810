import {
  isAnswered,
  probes,
  sidRenewal,
  type Probe,
  type ProbeContext,
  type ProbeRequest,
} from '@ringback/checks'
import { symptomOf } from '../cause.ts'
import { forEachOf } from '../for-each.ts'
import { sendToRoute } from '../investigate.ts'
import { isExplained, isKnownToBeSlow, isKnownToBreakDocuments } from '../known-causes.ts'
import { reportFinding } from '../report-finding.ts'
import { pathAfter } from '../routes/add-route.ts'
import { requestOf, sendIn, type Run } from '../run.ts'
import { ledSend } from '../routes/led-send.ts'
import { leadTo } from '../routes/lead.ts'
import { plainFor } from '../routes/plain-for.ts'
import { pageOf, routeKey, withoutQuery, type Route } from '../routes/route.ts'
import type { Sent } from '../send/sender.ts'

/** Runs the probes on every route that the coverage phase has gone through: what a stranger could do, what must make no difference, what comes twice or late. */
export async function securityPhase(run: Run): Promise<void> {
  const { checks: wanted } = run.options
  const chosen = wanted === undefined ? probes : probes.filter(({ name }) => wanted.includes(name))
  if (chosen.length === 0) return
  const pages = Map.groupBy(run.covered.values(), ({ url }) => pageOf(url))
  // Kinds that share a page take turns, so that what they have in common is found with the first of them.
  const probePage = async (routes: readonly Route[]): Promise<void> => {
    for (const route of routes) await probeRoute(run, route, chosen)
  }
  const [voice = [], ...others] = pages.values()
  await probePage(voice)
  await forEachOf(others, run.options.concurrency ?? 8, probePage)
}

async function probeRoute(run: Run, route: Route, chosen: readonly Probe[]): Promise<void> {
  const parameters = plainFor(route)
  if (isKnownToBeSlow(run, route, parameters)) return
  const sent = await sendToRoute(run, route, parameters)
  if (!isAnswered(sent)) return
  const request = requestOf(route, parameters)
  for (const probe of chosen) if (probe.appliesTo(request)) await runProbe(run, route, request, probe)
}

async function runProbe(run: Run, route: Route, plain: ProbeRequest, probe: Probe): Promise<void> {
  const sent = new Map<ProbeRequest, Sent>()
  const context = contextOf(run, route, sent)
  for (const finding of await probe.run(
    { ...plain, parameters: sidRenewal(run.freshSid)(plain.parameters) },
    context,
  )) {
    const exchanges = finding.requests.flatMap((request) => sent.get(request)?.exchanges() ?? [])
    const last = finding.requests.at(-1) ?? plain
    if (isExplained(run, route, last.parameters, probe.area === 'metamorphic')) continue
    if (finding.parameter !== undefined && isKnownToBreakDocuments(run, route, finding.parameter)) continue
    const { requests: _requests, path = [], cause, ...found } = finding
    const { where = route.url } = found
    // What one webhook shows has been found by itself.
    if (run.causes.has(symptomOf(found, where))) continue
    await reportFinding(run, {
      finding: found,
      key: cause === undefined ? symptomOf(found, withoutQuery(where)) : `${found.code} ${cause}`,
      request: last,
      status: sent.get(last)?.response?.status ?? null,
      path: [...pathAfter(route, last.parameters), ...path],
      proof: {
        type: 'probe',
        probe: probe.name,
        before: route.via,
        request: plain,
        otherUrls: context.otherUrls,
      },
      exchanges,
    })
  }
}

function contextOf(run: Run, route: Route, sent: Map<ProbeRequest, Sent>): ProbeContext {
  const urls = new Set([...run.routes.values()].map(({ url }) => url))
  return {
    authToken: run.options.authToken,
    freshSid: run.freshSid,
    otherUrls: [...urls].filter((url) => url !== route.url),
    accepts: route.accepts,
    send: ledSend({
      lead: (parameters) => (run.needsLead.has(routeKey(route)) ? leadTo(route, parameters) : []),
      async send(request) {
        const outcome = await sendIn(run, request)
        sent.set(request, outcome)
        return outcome
      },
    }),
  }
}
