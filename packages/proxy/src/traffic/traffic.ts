import type { SignatureVerdict } from '@ringback/recording'
import type { NotRecordedReason, ProxyEvent } from '../events.ts'

/** Whose requests they were: Twilio's, others that were forwarded, and those that `signature: 'require'` refused. */
export const trafficSources = ['twilio', 'other', 'refused'] as const
/** One of `trafficSources`. */
export type TrafficSource = (typeof trafficSources)[number]

/** The methods that are told apart; every other one counts as `other`. */
export const trafficMethods = ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other'] as const
/** One of `trafficMethods`. */
export type TrafficMethod = (typeof trafficMethods)[number]

/** The classes of what a caller was answered; `none`: nothing. */
export const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx', 'none'] as const
/** One of `statusClasses`. */
export type StatusClass = (typeof statusClasses)[number]

/** The upper ends of the durations that are told apart, in seconds; Twilio waits for 15. */
export const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15] as const

/** Why the app gave no whole answer: the codes of those problems. */
export const upstreamErrors = [
  'app-down',
  'app-tls',
  'app-hung-up',
  'app-timeout',
  'answer-cut-short',
  'answer-malformed',
] as const
/** The code of a problem of the app's side. */
export type UpstreamError = (typeof upstreamErrors)[number]

/** What became of a WebSocket, as its events say. */
export type UpgradeState = Extract<ProxyEvent, { readonly type: 'upgrade' }>['state']

/**
 * What has passed a proxy since it was started: plain numbers, which can be sent to another process and added up. Nothing in it
 * is private, and it does not grow with what passes.
 */
export interface Traffic {
  /** How many requests are through; where one stands says {@link requestPlace}. */
  readonly requests: readonly number[]
  readonly durations: Readonly<Record<TrafficSource, Durations>>
  readonly verdicts: Readonly<Record<SignatureVerdict, number>>
  readonly upstreamErrors: Readonly<Record<UpstreamError, number>>
  readonly upgrades: Readonly<Record<UpgradeState, number>>
  /** Recorded exchanges by kind, method and class of the answer's status, with a space between them. */
  readonly recorded: Readonly<Record<string, number>>
  readonly notRecorded: Readonly<Record<NotRecordedReason, number>>
  /** How often recordings could not be written. */
  readonly storeFailures: number
}

/** How long requests took. */
export interface Durations {
  /** How many took at most so long and longer than the bucket before, one for each of `durationBuckets` and one for the rest. */
  readonly counts: readonly number[]
  /** All of them together, in seconds. */
  readonly seconds: number
}

/** Where the requests of a source, method and class of status stand in `Traffic.requests`. */
export function requestPlace(source: TrafficSource, method: TrafficMethod, status: StatusClass): number {
  const row = trafficSources.indexOf(source) * trafficMethods.length + trafficMethods.indexOf(method)
  return row * statusClasses.length + statusClasses.indexOf(status)
}

/** The class of a status code; null: there was no answer. */
export function statusClassOf(status: number | null): StatusClass {
  if (status === null) return 'none'
  return statusClasses[Math.min(Math.max(Math.floor(status / 100), 1), 5) - 1] ?? 'none'
}

export function trafficMethodOf(method: string): TrafficMethod {
  const known: readonly string[] = trafficMethods
  // It is one of them.
  return known.includes(method) ? (method as TrafficMethod) : 'other'
}

/** What two proxies have carried, together. */
export function sumOfTraffic(a: Traffic, b: Traffic): Traffic {
  return {
    requests: sumOfLists(a.requests, b.requests),
    durations: {
      twilio: sumOfDurations(a.durations.twilio, b.durations.twilio),
      other: sumOfDurations(a.durations.other, b.durations.other),
      refused: sumOfDurations(a.durations.refused, b.durations.refused),
    },
    verdicts: sumOfRecords(a.verdicts, b.verdicts),
    upstreamErrors: sumOfRecords(a.upstreamErrors, b.upstreamErrors),
    upgrades: sumOfRecords(a.upgrades, b.upgrades),
    recorded: sumOfRecords(a.recorded, b.recorded),
    notRecorded: sumOfRecords(a.notRecorded, b.notRecorded),
    storeFailures: a.storeFailures + b.storeFailures,
  }
}

function sumOfDurations(a: Durations, b: Durations): Durations {
  return { counts: sumOfLists(a.counts, b.counts), seconds: a.seconds + b.seconds }
}

function sumOfLists(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((count, index) => count + (b[index] ?? 0))
}

function sumOfRecords<Key extends string>(
  a: Readonly<Record<Key, number>>,
  b: Readonly<Record<Key, number>>,
): Readonly<Record<Key, number>> {
  const sum: Record<Key, number> = { ...a }
  for (const key in b) sum[key] = (sum[key] ?? 0) + b[key]
  return sum
}
