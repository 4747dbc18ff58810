import { plainWebhook } from '@ringback/arbitraries'
import type { Parameters, WebhookKind } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import { causeKeyOf, describeDifferences, symptomOf } from './cause.ts'
import { reportFinding } from './report-finding.ts'
import { pathAfter } from './routes/add-route.ts'
import { leadTo } from './routes/lead.ts'
import { plainFor } from './routes/plain-for.ts'
import { pageOf, routeKey, type Route } from './routes/route.ts'
import { callSids, findingsIn, inNewCall, requestOf, sendIn, type Cause, type Run } from './run.ts'
import type { Sender, Sent } from './send/sender.ts'
import { differencesBetween, withDifferences, type Difference } from './shrink/differences.ts'
import { smallestSubset } from './shrink/smallest-subset.ts'

/** Findings about time, which it would take long to show again and again. */
const lateCodes: ReadonlySet<string> = new Set(['answer-too-late', 'no-answer-in-time', 'total-timeout'])

/** Looks into what a check has found: confirms it, shrinks it, and reports it unless the cause is known. */
export function investigate(run: Run, route: Route, sent: Sent, finding: CheckFinding): Promise<void> {
  const symptom = symptomOf(finding, route.url)
  const before = run.investigations.get(symptom) ?? Promise.resolve()
  const work = before.then(() => lookInto(run, route, sent, finding, symptom))
  run.investigations.set(
    symptom,
    work.catch(() => {}),
  )
  return work
}

/** True when a webhook has what is known to make a page slow, so that sending it would only cost time. */
export function isKnownToBeSlow(run: Run, { url }: Route, parameters: Parameters): boolean {
  const symptoms = [...run.causes.keys()].filter(
    (symptom) =>
      lateCodes.has(symptom.split(' ', 1)[0] ?? '') && symptom.includes(` ${url.split('?', 1)[0]}?`),
  )
  return symptoms.some((symptom) => run.causes.get(symptom)?.some((cause) => explains(cause, parameters)))
}

/** True when a failure of the page is known that parameters such as these bring about. */
export function isExplained(run: Run, { url }: Route, parameters: Parameters, isReordered: boolean): boolean {
  return [...run.causes]
    .filter(([symptom]) => symptom.includes(` ${pageOf(url)} `))
    .some(([, causes]) =>
      causes.some(
        (cause) =>
          cause.differences.length > 0 &&
          (explains(cause, parameters) ||
            (isReordered && cause.differences.every(({ type }) => type === 'order'))),
      ),
    )
}

async function lookInto(
  run: Run,
  route: Route,
  sent: Sent,
  finding: CheckFinding,
  symptom: string,
): Promise<void> {
  const { parameters } = sent.sent
  const causes = run.causes.get(symptom) ?? []
  if (causes.some((cause) => explains(cause, parameters))) return
  const isLate = lateCodes.has(finding.code)
  const tell = isLate ? lateAgain(run, route) : again(run, route, finding)
  if (!isLate && !(await isRealInACall(run, route, parameters, finding))) return

  const plain = plainFor(route)
  // Of another kind nothing is plain but what it has in common with the plain one.
  const differences = differencesBetween(plain, parameters).filter((each) => !isOfTheCall(each))
  const smallest = await smallestSubset(
    differences,
    async (subset) => (await tell(withDifferences(plain, parameters, subset))) !== undefined,
  )
  if (smallest === undefined) return
  run.causes.set(symptom, [...causes, { differences: smallest }])
  const shrunk = withDifferences(plain, parameters, smallest)
  const shown = isLate ? sent : await tell(shrunk)
  if (shown === undefined) return
  const told = isLate
    ? finding
    : (findingsIn(run, shown).find(({ code }) => code === finding.code) ?? finding)
  const why = smallest.length > 0 ? smallest : await oddityOfKind(route.kind, plain, tell)
  const request = requestOf(route, shrunk)
  await reportFinding(run, {
    finding:
      why.length === 0
        ? told
        : { ...told, message: `${told.message} It happens when ${describeDifferences(why)}.` },
    key: causeKeyOf(symptom, route.kind, why),
    request,
    status: shown.response?.status ?? null,
    path: pathAfter(route, shrunk),
    proof: { type: 'requests', requests: [...leadTo(route, shrunk), request] },
    exchanges: shown.exchanges,
  })
}

/**
 * A route was tried out of the blue. An app may rightly refuse a call that it has not heard of, so the failure has to
 * show in a call that came there by the way it should; routes where it does not are only tried that way from now on.
 */
async function isRealInACall(
  run: Run,
  route: Route,
  parameters: Parameters,
  finding: CheckFinding,
): Promise<boolean> {
  const key = routeKey(route)
  if (route.via.length === 0 || run.needsLead.has(key)) return true
  run.needsLead.add(key)
  const isReal = (await again(run, route, finding)(parameters)) !== undefined
  if (isReal) run.needsLead.delete(key)
  return isReal
}

type Tell = (parameters: Parameters) => Promise<Sent | undefined>

/** Sends parameters in a new call; gives what came of it when the same was found, else undefined. */
function again(run: Run, route: Route, { code }: CheckFinding): Tell {
  return async (parameters) => {
    const sent = await sendToRoute(run, route, parameters)
    return findingsIn(run, sent).some((each) => each.code === code) ? sent : undefined
  }
}

function lateAgain(run: Run, route: Route): Tell {
  return async (parameters) => {
    const sent = await sendToRoute(run, route, parameters, run.impatientSender)
    return sent.problem !== null && lateCodes.has(sent.problem.code) ? sent : undefined
  }
}

/** Sends parameters to a route in a call of their own, led there when the route needs it. */
export async function sendToRoute(
  run: Run,
  route: Route,
  parameters: Parameters,
  sender: Sender = run.sender,
): Promise<Sent> {
  const fresh = inNewCall(run, parameters)
  if (run.needsLead.has(routeKey(route))) {
    for (const step of leadTo(route, fresh)) await sendIn(run, step)
  }
  return sendIn(run, requestOf(route, fresh), sender)
}

/** For a kind whose plain webhook fails: what of it makes it fail, when that is one thing, seen from a plain call. */
async function oddityOfKind(
  kind: WebhookKind,
  parameters: Parameters,
  tell: Tell,
): Promise<readonly Difference[]> {
  const plainKind = 'voice.incoming-pstn'
  if (kind === plainKind || !kind.startsWith('voice.incoming')) return []
  const plain = plainWebhook(plainKind).parameters
  const differences = differencesBetween(plain, parameters).filter((each) => !isOfTheCall(each))
  const smallest = await smallestSubset(
    differences,
    async (subset) => (await tell(withDifferences(plain, parameters, subset))) !== undefined,
  )
  return smallest?.length === 1 ? smallest : []
}

function explains({ differences }: Cause, parameters: Parameters): boolean {
  return differences.every((each) => {
    if (each.type === 'order') return false
    const values = parameters.filter(([name]) => name === each.name).map(([, value]) => value)
    return values.length === each.values.length && values.every((value, at) => value === each.values[at])
  })
}

/** The SIDs of a call are new with every call, and no oddity. */
function isOfTheCall(difference: Difference): boolean {
  return (
    difference.type === 'parameter' &&
    callSids.has(difference.name) &&
    difference.values.some((value) => /^[A-Z]{2}[0-9a-f]{32}$/.test(value))
  )
}
