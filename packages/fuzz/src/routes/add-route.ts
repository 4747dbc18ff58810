import { appBaseOf } from '@ringback/twilio-client'
import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import { documentOf } from '@ringback/checks'
import type { Run } from '../run.ts'
import type { Sent } from '../send/sender.ts'
import { routeKey, type Route } from './route.ts'
import { targetsIn } from './targets-in.ts'

const mostRoutes = 400

/** Takes a route into the run; false when it is known, or one too many. */
export function addRoute(run: Run, route: Route): boolean {
  const key = routeKey(route)
  if (run.routes.has(key) || run.routes.size >= mostRoutes) return false
  run.routes.set(key, route)
  const { kind, method, url, path } = route
  run.emit({ type: 'route', kind, method, url, path })
  return true
}

/** Takes in the routes that an answer leads to; gives back those that are new. */
export function addRoutesIn(run: Run, from: Route, sent: Sent): readonly Route[] {
  const document = documentOf(sent)
  if (document === null) return []
  const { parameters } = sent.sent
  const base = sent.redirectedTo ?? from.url
  const places = run.linked.get(document) ?? new Set<string>()
  run.linked.set(document, places)
  const place = `${from.kind} ${base}`
  if (places.has(place)) return []
  places.add(place)
  const path = pathAfter(from, parameters)
  return targetsIn(document, from.kind, base)
    .filter(({ url }) => isOfTheApp(url, run))
    .map(({ kind, method, url, isAfterSilence, accepts }): Route => ({
      kind,
      method,
      url,
      accepts,
      via: [...from.via, sent.sent],
      path: isAfterSilence ? [...path, 'silence'] : path,
    }))
    .filter((route) => addRoute(run, route))
}

/** What the caller has done once a webhook was sent to a route. */
export function pathAfter(
  { kind, path }: Pick<Route, 'kind' | 'path'>,
  parameters: Parameters,
): readonly string[] {
  if (kind !== 'gather.action') return path
  const digits = valueOf(parameters, parameter.Digits)
  if (digits !== undefined && digits !== '') return [...path, digits]
  return [...path, valueOf(parameters, parameter.SpeechResult) === undefined ? 'silence' : 'speech']
}

function isOfTheApp(url: string, { options }: Run): boolean {
  const { voiceUrl, publicUrl, app } = options
  const origins = [voiceUrl, publicUrl, typeof app === 'string' ? appBaseOf(app) : undefined]
  return origins.some((known) => known !== undefined && URL.parse(known)?.origin === URL.parse(url)?.origin)
}
