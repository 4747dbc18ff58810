import { printKeyPath, type Step } from '@ringback/simulator'
import { parametersOf, type Exchange } from '@ringback/recording'
import { symptomOf } from '../causes/symptom.ts'
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
      await confirm(context, steps, { finding, symptom: symptomOf(finding, configuredUrl(exchange)), path })
    }
  }
  for (const fault of placed.faults) await confirmFault(context, steps, placed, fault)
}

/** Makes the call again, and reports the fault of a WebSocket when it shows again. */
async function confirmFault(
  context: FlowsContext,
  steps: readonly Step[],
  placed: PlacedCall,
  { finding, exchange }: ConnectionFault,
): Promise<void> {
  const opener = placed.exchanges[exchange]
  const symptom = opener === undefined ? undefined : symptomOf(finding, configuredUrl(opener))
  if (symptom === undefined || context.ledger.isReported(symptom)) return
  const again = await callApp(context, steps)
  const fault = again?.faults.find((each) => each.finding.code === finding.code)
  const found = fault === undefined ? undefined : again?.exchanges[fault.exchange]
  const [request] = found === undefined ? [] : requestsOf(found)
  if (again === undefined || fault === undefined || found === undefined || request === undefined) return
  const { voiceUrl, method, statusCallback, call } = context.settings
  await context.ledger.report({
    finding: fault.finding,
    key: symptom,
    request,
    status: found.response?.status ?? null,
    path: steps.map(wordOf),
    plain: plainInFlow(context, request),
    proof: {
      type: 'call',
      keys: printKeyPath(steps),
      voiceUrl,
      method,
      ...(statusCallback !== undefined && { statusCallback }),
      ...(call !== undefined && { call }),
    },
    exchanges: again.exchanges,
  })
}

/** Failures of a single webhook were found in an earlier phase. */
function isKnown({ causes, ledger }: FlowsContext, finding: CheckFinding, exchange: Exchange): boolean {
  const url = configuredUrl(exchange)
  const symptom = symptomOf(finding, url)
  if (causes.has(symptom) || ledger.isReported(symptom)) return true
  return causes.explainOnPath(finding, url, parametersOf(exchange.request))
}

interface FlowFinding {
  readonly finding: CheckFinding
  readonly symptom: string
  readonly path: readonly string[]
}

/** Makes the call again, and reports the finding when it shows again. */
async function confirm(
  context: FlowsContext,
  steps: readonly Step[],
  { finding, symptom, path }: FlowFinding,
): Promise<void> {
  const again = await callApp(context, steps)
  const found = again?.exchanges.find((each) =>
    context.judge(each).some((other) => symptomOf(other, configuredUrl(each)) === symptom),
  )
  if (again === undefined || found === undefined) return
  const requests = again.exchanges.slice(0, again.exchanges.indexOf(found) + 1).flatMap(requestsOf)
  const request = requests.at(-1)
  if (request === undefined) return
  await context.ledger.report({
    finding,
    key: symptom,
    request,
    status: found.response?.status ?? null,
    path,
    plain: plainInFlow(context, request),
    proof: { type: 'requests', requests },
    exchanges: again.exchanges,
  })
}

/** The plain webhook that a request of a call is compared with: that of the same caller. */
function plainInFlow({ routes }: FlowsContext, request: ProbeRequest): Parameters {
  return plainOfCaller(plainParametersFor(routes.all(), request), request.parameters)
}
