import type { Parameters } from '@ringback/catalog'
import { sidRenewal, type CheckFinding } from '@ringback/checks'
import { causeKeys, describeDifferences, symptomOf } from './cause.ts'
import { reportFinding } from './report-finding.ts'
import { pathAfter } from './routes/add-route.ts'
import { leadTo } from './routes/lead.ts'
import { routeKey, type Route } from './routes/route.ts'
import { explains, lateCodes } from './known-causes.ts'
import { findingsIn, requestOf, sendIn, type Run } from './run.ts'
import type { Sender, Sent } from './send/sender.ts'
import { causeOf, pairFor } from './shrink/cause-of.ts'
import { withDifferences } from './shrink/differences.ts'
import { oddityOfPlain, type Tell } from './shrink/oddity-of-plain.ts'

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

  const pair = await pairFor(route, parameters, tell)
  const cause = await causeOf(pair, tell, isLate)
  if (cause === undefined) return
  run.causes.set(symptom, [...causes, cause])
  const { plain, odd } = pair
  const { differences, anywhere } = cause
  const shrunk = withDifferences(plain, odd, differences)
  const shown = isLate ? sent : await tell(shrunk)
  if (shown === undefined) return
  const told = isLate
    ? finding
    : (findingsIn(run, shown).find(({ code }) => code === finding.code) ?? finding)
  const isPlain = differences.length === 0 && !isLate
  const why = isPlain ? await oddityOfPlain(run, route, plain, tell) : differences
  const when = anywhere?.description ?? describeDifferences(why)
  const request = requestOf(route, shrunk)
  await reportFinding(run, {
    finding: when === '' ? told : { ...told, message: `${told.message} It happens when ${when}.` },
    ...causeKeys(finding, route, { differences: why, ...(anywhere !== undefined && { anywhere }) }),
    request,
    status: shown.response?.status ?? null,
    path: pathAfter(route, shrunk),
    proof: { type: 'requests', requests: [...leadTo(route, shrunk), request] },
    exchanges: shown.exchanges(),
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
  const fresh = sidRenewal(run.freshSid)(parameters)
  if (run.needsLead.size > 0 && run.needsLead.has(routeKey(route))) {
    for (const step of leadTo(route, fresh)) await sendIn(run, step)
  }
  return sendIn(run, requestOf(route, fresh), sender)
}
