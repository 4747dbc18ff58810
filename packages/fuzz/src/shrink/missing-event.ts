import { kindRow, parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { pageKey } from '../routes/page-key.ts'
import { plainParameters } from '../routes/plain-parameters.ts'
import { requestOf, type Route } from '../routes/route.ts'
import { callSids } from '../send/call-sids.ts'
import type { Difference } from './difference.ts'
import type { Reproduce } from './reproduce.ts'

/** A webhook about an event that fails, and how it is sent. */
export interface FailingEvent {
  readonly route: Route
  readonly failing: Parameters
  /** All routes of the app. */
  readonly routes: readonly Route[]
  readonly freshSid: (prefix: string) => string
  readonly reproduce: Reproduce
  /** Sends other webhooks first; they are made from the request, in whose call they are. */
  readonly reproduceAfter: (before: (request: ProbeRequest) => readonly ProbeRequest[]) => Reproduce
}

/**
 * Finds out whether a webhook about an event of a conference, stream or transcription fails only since no other event of the same one
 * came before: a real one would have been announced. Each kind of event on the same page is tried, then all of them.
 */
export async function findMissingEvent(event: FailingEvent): Promise<Difference | undefined> {
  const { route, failing, reproduce, reproduceAfter } = event
  const name = eventSid(failing)
  const others = name === undefined ? [] : otherEvents(event)
  if (name === undefined || others.length === 0) return undefined
  const ofAnother = (): Parameters => withFreshSid(failing, name, event.freshSid)
  if ((await reproduce(ofAnother())) === undefined) return undefined
  for (const before of [...others.map((each) => [each]), others]) {
    const again = reproduceAfter((request) => before.map((each) => sameEvent(each, request, name)))
    if ((await again(ofAnother())) === undefined) return { type: 'missing-event', name }
  }
  return undefined

  function otherEvents({ routes }: FailingEvent): readonly Route[] {
    const { family } = kindRow(route.kind)
    return routes.filter(
      ({ kind, url }) =>
        kind !== route.kind &&
        pageKey(url) === pageKey(route.url) &&
        kindRow(kind).family === family &&
        !kindRow(kind).synchronous,
    )
  }
}

const sid = /^[A-Z]{2}[\dA-Fa-f]{32}$/

/** The parameter with the SID of the conference, stream or transcription. */
function eventSid(parameters: Parameters): string | undefined {
  return parameters.find(
    ([name, value]) => sid.test(value) && !callSids.has(name) && name !== parameter.AccountSid,
  )?.[0]
}

function withFreshSid(
  parameters: Parameters,
  name: string,
  freshSid: (prefix: string) => string,
): Parameters {
  const fresh = freshSid((valueOf(parameters, name) ?? '').slice(0, 2))
  return parameters.map((pair) => (pair[0] === name ? [name, fresh] : pair))
}

/** A plain webhook of another event in the same call. */
function sameEvent(route: Route, { parameters }: ProbeRequest, name: string): ProbeRequest {
  const shared = plainParameters(route).map((pair) => {
    const own = callSids.has(pair[0]) || pair[0] === name ? valueOf(parameters, pair[0]) : undefined
    return own === undefined ? pair : ([pair[0], own] as const)
  })
  return requestOf(route, shared)
}
