import { dialCallStatus, parameter, type WebhookKind } from '@ringback/catalog'
import {
  attributeValue,
  printTwiml,
  reachableVerbs,
  trimmedText,
  verb,
  type KnownElement,
  type TwimlDocument,
} from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { roleOf } from '../answer.ts'
import { judgeExchange } from '../judge-exchange.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeFinding, ProbeRequest } from '../probe.ts'
import { keysOutOf, type MenuRequest } from './keys-out-of.ts'
import { inFreshCall, redirected, withParameter } from './requests.ts'

/** Verbs that are over some time after the caller does nothing, and nobody answers. */
const passing: ReadonlySet<string> = new Set([verb.Say, verb.Play, verb.Pause, verb.Gather, verb.Dial])
/** Verbs that take time. */
const lasting: ReadonlySet<string> = new Set([verb.Say, verb.Play, verb.Pause])
/** What is played to those who wait is played again and again. */
const repeatedKinds: ReadonlySet<WebhookKind> = new Set(['enqueue.wait-url', 'conference.wait-url'])

/** More documents than any menu offers again to a caller who says nothing. */
const mostDocuments = 25

/**
 * A caller who does nothing, led in a loop. Documents that redirect at once never let the caller hear anything. A menu that
 * is offered forever keeps the call, and its price, up for hours: a warning where a key leads out of it, else an error.
 * What goes wrong on the way is reported too.
 */
export const endless: Probe = {
  name: 'endless',
  title: 'The call of a caller who does nothing ends.',
  area: 'delivery',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'document',
  async run(plain, context) {
    const start = inFreshCall(unanswered(plain), context)
    const steps: LoopStep[] = []
    let request = start
    while (steps.length < mostDocuments) {
      const exchange = await context.send(request)
      const document = documentOf(exchange)
      if (document === null)
        return steps.length === 0
          ? []
          : failuresOf(exchange, request, [start, ...steps.map(({ next }) => next)], steps)
      const next = nextInSilence(document, request, start)
      if (next === undefined) return []
      steps.push({ request, document, next })
      request = next
    }
    const places = new Set(steps.map(({ request: { url }, document }) => `${url}\n${printTwiml(document)}`))
    // Every document was new: a count that goes up, and may still end.
    if (places.size === mostDocuments || isWaiting(plain.kind, steps)) return []
    return [await loopFinding(start, steps, context)]
  },
}

/** After a dialled call: one that nobody answered. */
function unanswered(plain: ProbeRequest): ProbeRequest {
  if (plain.kind !== 'dial.action') return plain
  const lasting = plain.parameters.filter(([name]) => name !== parameter.DialCallDuration)
  return { ...plain, parameters: withParameter(lasting, parameter.DialCallStatus, dialCallStatus.noAnswer) }
}

interface LoopStep {
  readonly request: ProbeRequest
  readonly document: TwimlDocument
  /** What is asked for when the caller does nothing. */
  readonly next: ProbeRequest
}

/** Whether somebody waits and hears something, which repeats itself by its nature. */
function isWaiting(kind: WebhookKind, steps: readonly LoopStep[]): boolean {
  if (!repeatedKinds.has(kind)) return false
  return steps.some(({ document }) => reachableVerbs(document).some(({ id }) => lasting.has(id)))
}

async function loopFinding(
  start: ProbeRequest,
  steps: readonly LoopStep[],
  context: ProbeContext,
): Promise<ProbeFinding> {
  const pages = new Set(steps.map(({ next }) => pageOf(next.url)))
  const common = { requests: [start], cause: [...pages].toSorted().join(' ') }
  const menu = steps.flatMap(({ request, document }) => menuIn(request, document)).at(-1)
  if (menu === undefined && steps.some(({ document }) => dials(document))) {
    return {
      ...common,
      code: 'endless-dial',
      severity: 'warning',
      message: `While nobody answers, the app dials again forever (${mostDocuments} times here). Stop after a few times.`,
      path: [dialCallStatus.noAnswer],
    }
  }
  if (menu === undefined) {
    return {
      ...common,
      code: 'endless-redirect',
      severity: 'error',
      message: `The TwiML redirects in a loop forever (${mostDocuments} times here).`,
    }
  }
  const isLeft = await keysOutOf(menu, context, ({ exchange, request }) => {
    const document = documentOf(exchange)
    const next = document === null ? undefined : nextInSilence(document, request, start)
    return next === undefined || !pages.has(pageOf(next.url))
  })
  const what = `The same menu repeats forever when the caller does nothing (${mostDocuments} times here)`
  return {
    ...common,
    code: 'endless-menu',
    severity: isLeft ? 'warning' : 'error',
    message: isLeft ? `${what}. Hang up after a few times.` : `${what}, and no key leads out of it.`,
    path: ['silence'],
  }
}

/** What goes wrong at the end of the path, for a caller who has said nothing all along. */
function failuresOf(
  exchange: ProbedExchange,
  { url: where }: ProbeRequest,
  requests: readonly ProbeRequest[],
  steps: readonly LoopStep[],
): readonly ProbeFinding[] {
  const failure = judgeExchange(exchange).find(({ severity }) => severity === 'error')
  const path = steps.filter(({ document }) => asks(document)).map(() => 'silence')
  return failure === undefined ? [] : [{ ...failure, where, requests, path }]
}

function dials(document: TwimlDocument): boolean {
  return reachableVerbs(document).some(({ id }) => id === verb.Dial)
}

function asks(document: TwimlDocument): boolean {
  return reachableVerbs(document).some(({ id }) => id === verb.Gather)
}

/** The Gathers of a document, each with the request for the keys that are pressed there. */
function menuIn(request: ProbeRequest, document: TwimlDocument): readonly MenuRequest[] {
  return reachableVerbs(document).flatMap((each) =>
    each.id === verb.Gather ? [{ gather: each, request: gatherRequest(request, each, request.url) }] : [],
  )
}

/** What is asked for when the caller does nothing; undefined when the call ends, or waits for somebody else. */
function nextInSilence(
  document: TwimlDocument,
  { url }: ProbeRequest,
  start: ProbeRequest,
): ProbeRequest | undefined {
  for (const each of reachableVerbs(document)) {
    if (each.id === verb.Redirect) return redirected(start, targetOf(trimmedText(each), each, url))
    if (each.id === verb.Gather && attributeValue(each, 'actionOnEmptyResult')) {
      const request = gatherRequest(start, each, url)
      return { ...request, parameters: withParameter(request.parameters, parameter.Digits, '') }
    }
    if (each.id === verb.Dial && each.attributes.action !== undefined) return dialRequest(start, each, url)
    if (!passing.has(each.id)) return undefined
  }
  return undefined
}

/** The request after a call that nobody answered. */
function dialRequest(start: ProbeRequest, dial: KnownElement<typeof verb.Dial>, base: string): ProbeRequest {
  const asked = redirected(start, targetOf(dial.attributes.action ?? '', dial, base))
  const lasting = asked.parameters.filter(([name]) => name !== parameter.DialCallDuration)
  return {
    ...asked,
    kind: 'dial.action',
    parameters: withParameter(lasting, parameter.DialCallStatus, dialCallStatus.noAnswer),
  }
}

/** The request that a Gather makes, without input. */
function gatherRequest(
  start: ProbeRequest,
  gather: KnownElement<typeof verb.Gather>,
  base: string,
): ProbeRequest {
  return {
    ...redirected(start, targetOf(gather.attributes.action ?? '', gather, base)),
    kind: 'gather.action',
  }
}

function targetOf(
  written: string,
  asking: KnownElement<typeof verb.Redirect | typeof verb.Gather | typeof verb.Dial>,
  base: string,
): Pick<ProbeRequest, 'method' | 'url'> {
  return {
    url: URL.parse(written.trim(), base)?.href ?? base,
    method: attributeValue(asking, 'method') === 'GET' ? 'GET' : 'POST',
  }
}

function pageOf(url: string): string {
  return url.replace(/[?#].*$/s, '')
}
