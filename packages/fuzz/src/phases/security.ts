import {
  isAnswered,
  probes,
  sidRenewal,
  type Probe,
  type ProbeContext,
  type ProbeFinding,
  type ProbeRequest,
} from '@ringback/checks'
import { symptomOf } from '../causes/symptom.ts'
import { createCallSender } from '../routes/call-sender.ts'
import { pageKey, withoutQuery } from '../routes/page-key.ts'
import { pathAfter } from '../routes/path-after.ts'
import { plainParameters } from '../routes/plain-parameters.ts'
import { precedingRequests } from '../routes/preceding-requests.ts'
import { requestOf, type Route } from '../routes/route.ts'
import { sendToRoute } from '../routes/send-to-route.ts'
import type { Run } from '../run.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import type { Sent } from '../send/sent.ts'

type SecurityContext = Pick<Run, 'settings' | 'app' | 'routes' | 'causes' | 'ledger'>

/**
 * Runs the probes on every route of the coverage phase: forged requests, changes that must not matter, webhooks that
 * arrive twice or late.
 */
export async function securityPhase(context: SecurityContext): Promise<void> {
  const { concurrency } = context.settings
  const chosen = probesOf(context, undefined)
  const pages = Map.groupBy(context.routes.covered(), ({ url }) => pageKey(url))
  // Kinds that share a page take turns, so that what they have in common is found with the first of them.
  const probePage = async (routes: readonly Route[]): Promise<void> => {
    for (const route of routes) await probeRoute(context, route, chosen)
  }
  const [voice = [], ...others] = pages.values()
  await probePage(voice)
  await forEachAtOnce(others, concurrency, probePage)
  for (const route of context.routes.covered()) await probeWhereItApplies(context, route, 'alone')
  await probeSockets(context)
}

/** Runs the probes on a route that have to come before everything else that is sent to it. */
export async function probeFirst(context: SecurityContext, route: Route): Promise<void> {
  await probeWhereItApplies(context, route, 'first')
}

/** Runs the probes of WebSockets with the webhooks whose answers open them. */
async function probeSockets(context: SecurityContext): Promise<void> {
  for (const { route, parameters } of context.routes.openingSockets()) {
    if (context.causes.makeSlow(route.url, parameters)) continue
    const plain = requestOf(route, parameters)
    for (const probe of probesOf(context, 'sockets')) {
      if (probe.appliesTo(plain)) await runProbe(context, { route, plain, probe })
    }
  }
}

async function probeWhereItApplies(
  context: SecurityContext,
  route: Route,
  timing: Probe['timing'],
): Promise<void> {
  const plain = requestOf(route, plainParameters(route))
  await probeRoute(
    context,
    route,
    probesOf(context, timing).filter((probe) => probe.appliesTo(plain)),
  )
}

function probesOf(
  { settings: { checks: wanted } }: SecurityContext,
  timing: Probe['timing'],
): readonly Probe[] {
  return probes.filter(
    (probe) => probe.timing === timing && (wanted === undefined || wanted.includes(probe.name)),
  )
}

async function probeRoute(context: SecurityContext, route: Route, chosen: readonly Probe[]): Promise<void> {
  if (chosen.length === 0) return
  const parameters = plainParameters(route)
  if (context.causes.makeSlow(route.url, parameters)) return
  const sent = await sendToRoute(context, route, parameters)
  if (!isAnswered(sent)) return
  const plain = requestOf(route, parameters)
  for (const probe of chosen) if (probe.appliesTo(plain)) await runProbe(context, { route, plain, probe })
}

interface ProbeRun {
  readonly route: Route
  readonly plain: ProbeRequest
  readonly probe: Probe
}

async function runProbe(context: SecurityContext, run: ProbeRun): Promise<void> {
  const { plain, probe } = run
  const sent = new Map<ProbeRequest, Sent>()
  const probeContext = probeContextOf(context, run.route, sent)
  const parameters = sidRenewal(context.app.freshSid)(plain.parameters)
  for (const finding of await probe.run({ ...plain, parameters }, probeContext)) {
    if (!isKnown(context, run, finding)) {
      await reportProbe(context, { ...run, finding, sent, otherUrls: probeContext.otherUrls })
    }
  }
}

/** Failures of a single webhook were found in an earlier phase. */
function isKnown(
  { causes }: SecurityContext,
  { route, plain, probe }: ProbeRun,
  finding: ProbeFinding,
): boolean {
  const { requests, parameter, where = route.url } = finding
  const { parameters } = requests.at(-1) ?? plain
  if (causes.explainOnPage(route.url, parameters, probe.area === 'metamorphic')) return true
  if (parameter !== undefined && causes.breakDocument(route.url, parameter)) return true
  // Where the parameter is known to fail, a strange text in it is nothing new.
  if (probe.name === 'hostile-text' && parameter !== undefined && causes.explainByName(route.url, parameter))
    return true
  return causes.has(symptomOf(finding, where))
}

interface ProbeReport extends ProbeRun {
  readonly finding: ProbeFinding
  readonly sent: ReadonlyMap<ProbeRequest, Sent>
  readonly otherUrls: readonly string[]
}

async function reportProbe({ ledger }: SecurityContext, report: ProbeReport): Promise<void> {
  const { route, plain, probe, sent, otherUrls } = report
  const { requests, path = [], cause, ...finding } = report.finding
  const last = requests.at(-1) ?? plain
  const page = withoutQuery(finding.where ?? route.url)
  await ledger.report({
    finding,
    key: cause === undefined ? symptomOf(finding, page) : `${finding.code} ${cause}`,
    request: last,
    status: sent.get(last)?.response?.status ?? null,
    path: [...pathAfter(route, last.parameters), ...path],
    proof: { type: 'probe', probe: probe.name, before: route.preceding, request: plain, otherUrls },
    exchanges: requests.flatMap((request) => sent.get(request)?.exchanges() ?? []),
  })
}

function probeContextOf(
  { settings, app, routes }: SecurityContext,
  route: Route,
  sent: Map<ProbeRequest, Sent>,
): ProbeContext {
  const urls = new Set(routes.all().map(({ url }) => url))
  const send = async (request: ProbeRequest): Promise<Sent> => {
    const outcome = await app.send(request)
    sent.set(request, outcome)
    return outcome
  }
  return {
    authToken: settings.authToken,
    openSocket: app.openSocket,
    freshSid: app.freshSid,
    otherUrls: [...urls].filter((url) => url !== route.url),
    accepts: route.accepts,
    ...createCallSender({
      send,
      preceding: (parameters) => precedingRequests(route, parameters),
      beginsCalls: routes.needsPreceding(route),
    }),
  }
}
