import { printKeyPath, type Step } from '@ringback/simulator'
import { parametersOf, type Exchange } from '@ringback/recording'
import { lateCodes } from '../causes/late-codes.ts'
import { symptomOf } from '../causes/symptom.ts'
import type { Proof } from '../findings/finding.ts'
import { asFlaky, flakyTries } from '../investigate/as-flaky.ts'
import type { Parameters } from '@ringback/catalog'
import type { CheckFinding, ProbeRequest } from '@ringback/checks'
import { plainOfCaller } from '../routes/plain-of-caller.ts'
import { plainParametersFor } from '../routes/plain-parameters.ts'
import type { Run } from '../run.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import type { ConnectionFault } from './flows/connection-faults.ts'
import { configuredUrl, requestsOf } from './flows/exchange-request.ts'
import { nextSteps, placeOf, wordOf } from './flows/next-steps.ts'
import { placeCall, type PlacedCall } from './flows/place-call.ts'

type FlowsContext = Pick<Run, 'settings' | 'stop' | 'judge' | 'routes' | 'causes' | 'ledger' | 'tally'>

const mostCalls = 150
/** Inputs in a row. The telephones that a Dial rings one after the other are one. */
const mostInputs = 8
const callsAtOnce = 4

/**
 * Calls the app again and again: wherever a call waits, each key, speech, silence, each end of a dialled call, and
 * hanging up. The shortest paths come first, so that a finding has the shortest path that shows it.
 */
export async function flowsPhase(context: FlowsContext): Promise<void> {
  const places = new Set<string>()
  let calls = 0
  let paths: readonly Path[] = [{ steps: [], inputs: 0 }]
  while (paths.length > 0 && calls < mostCalls) {
    const longer: Path[] = []
    const now = paths.slice(0, mostCalls - calls)
    calls += now.length
    await forEachAtOnce(now, callsAtOnce, async ({ steps, inputs }) => {
      const placed = await callApp(context, steps)
      if (placed === undefined) return
      await judgeCall(context, steps, placed)
      const { waiting, documentUrl } = placed
      if (waiting === undefined) return
      const place = placeOf(waiting, documentUrl)
      if (inputs >= mostInputs || places.has(place)) return
      places.add(place)
      longer.push(...nextSteps(waiting).map((next) => ({ steps: [...steps, ...next], inputs: inputs + 1 })))
    })
    paths = longer
  }
}

/** What a caller does, in steps, and how many inputs these are. */
interface Path {
  readonly steps: readonly Step[]
  readonly inputs: number
}

async function callApp(
  { settings, stop, tally }: FlowsContext,
  steps: readonly Step[],
): Promise<PlacedCall | undefined> {
  tally.calls += 1
  // A call that cannot continue, such as one with a verb that the simulator does not support, shows nothing.
  const placing = placeCall(settings, steps, settings.seed + tally.calls).catch(() => undefined)
  const placed = await stop.orStop(placing)
  tally.requests += placed?.exchanges.length ?? 0
  return placed
}

async function judgeCall(context: FlowsContext, steps: readonly Step[], placed: PlacedCall): Promise<void> {
  for (const [at, exchange] of placed.exchanges.entries()) {
    for (const finding of context.judge(exchange)) {
      if (isKnown(context, finding, exchange)) continue
      const words = steps.map(wordOf)
      const path = at < placed.beforeHangup ? words : [...words, 'hangup']
      const symptom = symptomOf(finding, configuredUrl(exchange))
      await confirm(context, steps, placed, { finding, symptom, path })
    }
  }
  for (const fault of placed.faults) await confirmFault(context, steps, placed, fault)
}

/** Makes the call again, and reports the fault of a WebSocket; when it does not show again, as flaky. */
async function confirmFault(
  context: FlowsContext,
  steps: readonly Step[],
  placed: PlacedCall,
  { finding, exchange }: ConnectionFault,
): Promise<void> {
  const opener = placed.exchanges[exchange]
  const symptom = opener === undefined ? undefined : symptomOf(finding, configuredUrl(opener))
  if (symptom === undefined) return
  const showing = (call: PlacedCall): Showing | undefined => {
    const fault = call.faults.find((each) => each.finding.code === finding.code)
    const shownAt = fault === undefined ? undefined : call.exchanges[fault.exchange]
    return fault === undefined || shownAt === undefined ? undefined : { finding: fault.finding, shownAt }
  }
  const { voiceUrl, method, statusCallback, call } = context.settings
  await confirmWith(context, steps, placed, {
    symptom,
    path: steps.map(wordOf),
    showing,
    proofOf: () => ({
      type: 'call',
      keys: printKeyPath(steps),
      voiceUrl,
      method,
      ...(statusCallback !== undefined && { statusCallback }),
      ...(call !== undefined && { call }),
    }),
  })
}

/** Failures of a single webhook were found in an earlier phase. */
function isKnown({ causes, ledger }: FlowsContext, finding: CheckFinding, exchange: Exchange): boolean {
  const url = configuredUrl(exchange)
  const symptom = symptomOf(finding, url)
  if (causes.has(symptom) || ledger.isReported(symptom)) return true
  return causes.explainOnPath(finding, url, parametersOf(exchange.request))
}

/** Where a call shows a finding. */
interface Showing {
  readonly finding: CheckFinding
  readonly shownAt: Exchange
}

/** A finding of a call that has to show again. */
interface FlowFinding {
  readonly symptom: string
  readonly path: readonly string[]
  /** Where a call shows it; undefined when it does not. */
  readonly showing: (call: PlacedCall) => Showing | undefined
  /** The proof; the requests are those up to the finding. */
  readonly proofOf: (requests: readonly ProbeRequest[]) => Proof
}

/** Makes the call again, and reports the finding; when it does not show again, as flaky. */
async function confirm(
  context: FlowsContext,
  steps: readonly Step[],
  placed: PlacedCall,
  { finding, symptom, path }: Pick<FlowFinding, 'symptom' | 'path'> & Pick<Showing, 'finding'>,
): Promise<void> {
  const isShown = (exchange: Exchange): boolean =>
    context.judge(exchange).some((each) => symptomOf(each, configuredUrl(exchange)) === symptom)
  await confirmWith(context, steps, placed, {
    symptom,
    path,
    showing({ exchanges }) {
      const shownAt = exchanges.find(isShown)
      return shownAt === undefined ? undefined : { finding, shownAt }
    },
    proofOf: (requests) => ({ type: 'requests', requests }),
  })
}

async function confirmWith(
  context: FlowsContext,
  steps: readonly Step[],
  placed: PlacedCall,
  found: FlowFinding,
): Promise<void> {
  const { ledger } = context
  const { symptom, showing } = found
  const flakyKey = `${symptom} flaky`
  if (ledger.isReported(symptom) || ledger.isReported(flakyKey)) return
  const again = await callApp(context, steps)
  const shown = again === undefined ? undefined : showing(again)
  if (again !== undefined && shown !== undefined)
    return reportShowing(context, { ...found, ...shown, key: symptom }, again)
  const before = showing(placed)
  // An answer that is late once may be the fault of a busy machine.
  if (before === undefined || lateCodes.has(before.finding.code)) return
  const finding = asFlaky(before.finding, await timesShown(context, steps, showing), 'call')
  return reportShowing(context, { ...found, ...before, finding, key: flakyKey }, placed)
}

/** How often the call shows it, in all tries but the first, which did not. */
async function timesShown(
  context: FlowsContext,
  steps: readonly Step[],
  showing: FlowFinding['showing'],
): Promise<number> {
  let shown = 0
  for (let tries = 1; tries < flakyTries; tries += 1) {
    const call = await callApp(context, steps)
    if (call !== undefined && showing(call) !== undefined) shown += 1
  }
  return shown
}

async function reportShowing(
  context: FlowsContext,
  { finding, shownAt, key, path, proofOf }: FlowFinding & Showing & { readonly key: string },
  { exchanges }: PlacedCall,
): Promise<void> {
  const requests = exchanges.slice(0, exchanges.indexOf(shownAt) + 1).flatMap(requestsOf)
  const request = requests.at(-1)
  if (request === undefined) return
  await context.ledger.report({
    finding,
    key,
    request,
    status: shownAt.response?.status ?? null,
    path,
    plain: plainInFlow(context, request),
    proof: proofOf(requests),
    exchanges,
  })
}

/** The plain webhook that a request of a call is compared with: that of the same caller. */
function plainInFlow({ routes }: FlowsContext, request: ProbeRequest): Parameters {
  return plainOfCaller(plainParametersFor(routes.all(), request), request.parameters)
}
