import { kindRow, type Parameters } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import type { Cause } from '../causes/cause.ts'
import { causeKeys } from '../causes/cause-keys.ts'
import { describeDifferences } from '../causes/describe-differences.ts'
import { lateCodes } from '../causes/late-codes.ts'
import { symptomOf } from '../causes/symptom.ts'
import { pathAfter } from '../routes/path-after.ts'
import { precedingRequests } from '../routes/preceding-requests.ts'
import { requestOf, type Route } from '../routes/route.ts'
import { sendToRoute } from '../routes/send-to-route.ts'
import type { Sent } from '../send/sent.ts'
import { findCallerCause } from '../shrink/caller-cause.ts'
import { findCause, pairFor, type WebhookPair } from '../shrink/find-cause.ts'
import { withDifferences } from '../shrink/differences.ts'
import type { Reproduce } from '../shrink/reproduce.ts'
import type { InvestigatorOptions } from './investigator-options.ts'
import { describeEarlier, nameCause } from './name-cause.ts'
import { reportFlaky } from './report-flaky.ts'
import { createRunInTurn } from '@ringback/common'
import { withOtherNumber } from './with-other-number.ts'

/** A finding of a check about an answer of a route. */
export interface Suspicion {
  readonly route: Route
  readonly sent: Sent
  readonly finding: CheckFinding
}

/** Confirms what a check has found, shrinks it to its cause, and reports it unless the cause is known. */
export type Investigate = (suspicion: Suspicion) => Promise<void>

/** Investigations of the same symptom wait for each other, so that they learn from each other. */
export function createInvestigator(options: InvestigatorOptions): Investigate {
  const runInTurn = createRunInTurn()
  return (suspicion) => {
    const symptom = symptomOf(suspicion.finding, suspicion.route.url)
    return runInTurn(symptom, () => investigate(options, suspicion, symptom))
  }
}

async function investigate(
  options: InvestigatorOptions,
  suspicion: Suspicion,
  symptom: string,
): Promise<void> {
  const { causes } = options
  const { route, sent, finding } = suspicion
  const { parameters } = sent.sent
  if (causes.explain(symptom, parameters)) return
  const isLate = lateCodes.has(finding.code)
  const reproduce = isLate ? reproduceLate(options, route) : reproduceFinding(options, route, finding)
  if (!isLate && !(await showsInACall(options, suspicion, reproduce))) {
    if (isCrashOfCallback(suspicion)) await reportUnknownCall(options, suspicion, symptom)
    return
  }
  if (await isCoincidence(suspicion, reproduce)) return

  const pair = await pairFor(route, parameters, reproduce)
  const cause = await withCallers(route, pair, await findCause(pair, reproduce, isLate), reproduce)
  if (cause === undefined) {
    // An answer that is late once may be the fault of a busy machine.
    if (!isLate) {
      const webhook = {
        route,
        reproduce,
        code: finding.code,
        plain: pair.plain,
        failing: parameters,
      }
      const flaky = { ...suspicion, symptom, describeEarlier: () => describeEarlier(options, webhook) }
      await reportFlaky(options.ledger, flaky, reproduce)
    }
    return
  }
  causes.add(symptom, cause)
  await reportCause(options, suspicion, { pair, cause, reproduce, isLate })
}

/** The cause; where it is a caller without a phone number, and every such caller is one, all of them. */
async function withCallers(
  { kind }: Route,
  { plain }: WebhookPair,
  cause: Cause | undefined,
  reproduce: Reproduce,
): Promise<Cause | undefined> {
  const [only, ...others] = cause?.differences ?? []
  if (cause === undefined || cause.general !== undefined || only === undefined || others.length > 0)
    return cause
  const general = await findCallerCause(kind, plain, only, reproduce)
  return general === undefined ? cause : { ...cause, general }
}

interface Diagnosis {
  readonly pair: WebhookPair
  readonly cause: Cause
  readonly reproduce: Reproduce
  readonly isLate: boolean
}

async function reportCause(
  options: InvestigatorOptions,
  { route, sent, finding }: Suspicion,
  { pair: { plain, failing }, cause, reproduce, isLate }: Diagnosis,
): Promise<void> {
  const { judge, ledger } = options
  const { differences, general } = cause
  const shrunk = withDifferences(plain, failing, differences)
  const shown = isLate ? sent : await reproduce(shrunk)
  if (shown === undefined) return
  const now = isLate ? finding : (judge(shown).find(({ code }) => code === finding.code) ?? finding)
  const named = isLate
    ? differences
    : await nameCause(options, { route, plain, failing: shrunk, reproduce, code: finding.code }, cause)
  const when = general?.description ?? describeDifferences(named)
  const request = requestOf(route, shrunk)
  await ledger.report({
    finding: when === '' ? now : { ...now, message: `${now.message} It happens when ${when}.` },
    ...causeKeys(finding, route, { ...cause, differences: named }),
    request,
    status: shown.response?.status ?? null,
    path: pathAfter(route, shrunk),
    proof: { type: 'requests', requests: [...precedingRequests(route, shrunk), request] },
    exchanges: shown.exchanges(),
  })
}

/**
 * The route was tested without the calls that come before it. An app may rightly refuse a call that it does not know,
 * so the failure must also occur after the preceding requests. If it does not, the route is only tested after them from
 * now on.
 */
async function showsInACall(
  { routes }: InvestigatorOptions,
  { route, sent }: Suspicion,
  reproduce: Reproduce,
): Promise<boolean> {
  if (route.preceding.length === 0 || routes.needsPreceding(route)) return true
  routes.setNeedsPreceding(route, true)
  const isShown = (await reproduce(sent.sent.parameters)) !== undefined
  if (isShown) routes.setNeedsPreceding(route, false)
  return isShown
}

/**
 * An app may refuse the status callback of a call that it does not know, but it must not crash: Twilio sends it also when
 * the Voice URL could not be reached.
 */
function isCrashOfCallback({ route, sent }: Suspicion): boolean {
  const status = sent.response?.status ?? 0
  return kindRow(route.kind).family === 'call-status' && status >= 500
}

async function reportUnknownCall(
  { ledger }: InvestigatorOptions,
  { sent, finding }: Suspicion,
  symptom: string,
): Promise<void> {
  const request = sent.sent
  await ledger.report({
    finding: {
      ...finding,
      message: `${finding.message} It happens for a call that the app has not heard of, because its Voice URL was not reached.`,
    },
    key: `${symptom} of an unknown call`,
    request,
    status: sent.response?.status ?? null,
    path: [],
    proof: { type: 'requests', requests: [request] },
    exchanges: sent.exchanges(),
  })
}

/** An app that dials a number of its own may dial the one that was sent: another number tells. */
async function isCoincidence({ sent, finding }: Suspicion, reproduce: Reproduce): Promise<boolean> {
  if (finding.code !== 'toll-fraud' || finding.parameter === undefined) return false
  const other = withOtherNumber(sent.sent.parameters, finding.parameter)
  return other !== undefined && (await reproduce(other)) === undefined
}

function reproduceFinding(options: InvestigatorOptions, route: Route, { code }: CheckFinding): Reproduce {
  return async (parameters: Parameters) => {
    const sent = await sendToRoute(options, route, parameters)
    return options.judge(sent).some((each) => each.code === code) ? sent : undefined
  }
}

function reproduceLate(options: InvestigatorOptions, route: Route): Reproduce {
  return async (parameters: Parameters) => {
    const sent = await sendToRoute(options, route, parameters, options.app.sendImpatiently)
    return sent.problem !== null && lateCodes.has(sent.problem.code) ? sent : undefined
  }
}
