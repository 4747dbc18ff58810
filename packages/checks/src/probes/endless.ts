import { parameter } from '@ringback/catalog'
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
import type { Probe, ProbedExchange, ProbeFinding, ProbeRequest } from '../probe.ts'
import { inFreshCall, redirected, withParameter } from './requests.ts'

/** Verbs that are over some time after the caller does nothing. */
const passing: ReadonlySet<string> = new Set([verb.Say, verb.Play, verb.Pause, verb.Gather])

/** More documents than any menu offers again to a caller who says nothing. */
const mostDocuments = 25

/**
 * A caller who does nothing, led in a circle. Documents that redirect at once never let the caller hear anything;
 * a menu that is offered without end keeps the call, and its price, up for hours. What goes wrong on the way is told too.
 */
export const endless: Probe = {
  name: 'endless',
  title: 'A caller who does nothing comes to an end.',
  area: 'delivery',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'document',
  async run(plain, { send, ...context }) {
    const start = inFreshCall(plain, context)
    const seen = new Map<string, number>()
    const requests = [start]
    const silences: string[] = []
    let request = start
    for (let count = 1; count <= mostDocuments; count += 1) {
      const exchange = await send(request)
      const document = documentOf(exchange)
      if (document === null) return count === 1 ? [] : failuresOf(exchange, requests, silences)
      const next = nextInSilence(document, request, start)
      if (next === undefined) return []
      const place = `${request.url}\n${printTwiml(document)}`
      seen.set(place, (seen.get(place) ?? 0) + 1)
      if (asks(document)) silences.push('silence')
      request = next
      requests.push(request)
    }
    // Every document was new: a count that goes up, and may yet come to an end.
    if (seen.size === mostDocuments) return []
    const isMenu = silences.length > 0
    return [
      {
        code: isMenu ? 'endless-menu' : 'endless-redirect',
        severity: 'error',
        message: isMenu
          ? `A caller who does nothing is offered the same menu forever (${mostDocuments} times here). Hang up after a few.`
          : `The TwiML redirects in a loop forever (${mostDocuments} times here).`,
        requests: [start],
        ...(isMenu && { path: ['silence'] }),
      },
    ]
  },
}

/** What goes wrong at the end of the way, for a caller who has kept silent all along. */
function failuresOf(
  exchange: ProbedExchange,
  requests: readonly ProbeRequest[],
  path: readonly string[],
): readonly ProbeFinding[] {
  const failure = judgeExchange(exchange).find(({ severity }) => severity === 'error')
  const where = requests.at(-1)?.url
  return failure === undefined || where === undefined ? [] : [{ ...failure, where, requests, path }]
}

function asks(document: TwimlDocument): boolean {
  return reachableVerbs(document).some(({ id }) => id === verb.Gather)
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
      const { parameters, ...request } = redirected(start, targetOf(each.attributes.action ?? '', each, url))
      return {
        ...request,
        kind: 'gather.action',
        parameters: withParameter(parameters, parameter.Digits, ''),
      }
    }
    if (!passing.has(each.id)) return undefined
  }
  return undefined
}

function targetOf(
  written: string,
  asking: KnownElement<typeof verb.Redirect | typeof verb.Gather>,
  base: string,
): Pick<ProbeRequest, 'method' | 'url'> {
  return {
    url: URL.parse(written.trim(), base)?.href ?? base,
    method: attributeValue(asking, 'method') === 'GET' ? 'GET' : 'POST',
  }
}
