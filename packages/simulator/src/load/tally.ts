import type { WebhookKind } from '@ringback/catalog'
import { createLatencies, type Latencies } from './latencies.ts'
import type { SocketProtocol } from '@ringback/recording'
import type { TurnCause } from '../simulation/events.ts'
import type { LoggedProblem, ProblemExample } from './load-report.ts'

/** The requests of one kind to one path. */
export interface RouteTally {
  readonly kind: WebhookKind
  readonly path: string
  readonly latencies: Latencies
  failed: number
  overBudget: number
  overLimit: number
}

/** How long apps on one kind of WebSocket take until they are heard. */
export interface FirstAudioTally {
  readonly protocol: SocketProtocol
  readonly cause: TurnCause
  readonly latencies: Latencies
  /** Turns after what a caller said or pressed that ended without a sound or a text of the app. */
  unanswered: number
  overBudget: number
}

/** What is counted while calls go on. Its size does not grow with the number of calls. */
export interface Tally {
  started: number
  completed: number
  failed: number
  unfinished: number
  missed: number
  mostAtOnce: number
  readonly routes: Map<string, RouteTally>
  readonly requests: Latencies
  readonly problems: Map<string, { -readonly [Name in keyof LoggedProblem]: LoggedProblem[Name] }>
  /** By protocol and cause. */
  readonly firstAudio: Map<string, FirstAudioTally>
  readonly late: Latencies
}

/** More routes than these are counted as one. */
const mostRoutes = 100

/** Nothing counted. */
export function createTally(): Tally {
  return {
    started: 0,
    completed: 0,
    failed: 0,
    unfinished: 0,
    missed: 0,
    mostAtOnce: 0,
    routes: new Map(),
    requests: createLatencies(),
    problems: new Map(),
    firstAudio: new Map(),
    late: createLatencies(),
  }
}

/** The tally of a route. Beyond the hundredth route of a load all further ones of a kind are one. */
export function routeIn({ routes }: Pick<Tally, 'routes'>, kind: WebhookKind, path: string): RouteTally {
  const known = routes.get(`${kind} ${path}`)
  if (known !== undefined) return known
  const counted = routes.size < mostRoutes ? path : '/*'
  const key = `${kind} ${counted}`
  const route = routes.get(key) ?? {
    kind,
    path: counted,
    latencies: createLatencies(),
    failed: 0,
    overBudget: 0,
    overLimit: 0,
  }
  routes.set(key, route)
  return route
}

/** The tally of a kind of socket and what its app answers. */
export function firstAudioIn(
  { firstAudio }: Pick<Tally, 'firstAudio'>,
  { protocol, cause }: Pick<FirstAudioTally, 'protocol' | 'cause'>,
): FirstAudioTally {
  const key = `${protocol} ${cause}`
  const known = firstAudio.get(key)
  if (known !== undefined) return known
  const begun: FirstAudioTally = {
    protocol,
    cause,
    latencies: createLatencies(),
    unanswered: 0,
    overBudget: 0,
  }
  firstAudio.set(key, begun)
  return begun
}

/** Counts something that Twilio's debugger would log. `exampleOf` is called for the first of its kind. */
export function countProblem(
  { problems }: Pick<Tally, 'problems'>,
  { level, twilioCode, code }: Pick<LoggedProblem, 'level' | 'twilioCode' | 'code'>,
  exampleOf: () => ProblemExample,
  count = 1,
): void {
  const key = `${level} ${twilioCode} ${code}`
  const known = problems.get(key)
  if (known === undefined) problems.set(key, { level, twilioCode, code, count, example: exampleOf() })
  else known.count += count
}
