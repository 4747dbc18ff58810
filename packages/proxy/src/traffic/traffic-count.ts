import type { Problem, SignatureVerdict } from '@ringback/recording'
import type { NotRecordedReason, ProxyEvent } from '../events.ts'
import {
  durationBuckets,
  requestPlace,
  statusClasses,
  statusClassOf,
  trafficMethodOf,
  trafficMethods,
  trafficSources,
  upstreamErrors,
  type Traffic,
  type TrafficSource,
  type UpgradeState,
  type UpstreamError,
} from './traffic.ts'

/** A request that is through. */
export interface PassedRequest {
  readonly source: TrafficSource
  readonly method: string
  /** What the caller was answered, by the app or the proxy; null when nothing was. */
  readonly status: number | null
  readonly ms: number
  readonly problem: Problem | null
}

/** Counts what passes. */
export interface TrafficCount {
  passed(request: PassedRequest): void
  judged(verdict: SignatureVerdict): void
  see(event: ProxyEvent): void
  /** The counts of now. */
  traffic(): Traffic
}

/** Where each code of a problem of the app's side is counted. */
const upstreamCodes: ReadonlySet<string> = new Set(upstreamErrors)

export function createTrafficCount(): TrafficCount {
  const requests = zeros(trafficSources.length * trafficMethods.length * statusClasses.length)
  const durations = { twilio: noDurations(), other: noDurations(), refused: noDurations() }
  const verdicts: Record<SignatureVerdict, number> = { valid: 0, invalid: 0, missing: 0, unchecked: 0 }
  // Every one of them is set.
  const errors = Object.fromEntries(upstreamErrors.map((code) => [code, 0])) as Record<UpstreamError, number>
  const upgrades: Record<UpgradeState, number> = { opened: 0, refused: 0, failed: 0, closed: 0 }
  const recorded: Record<string, number> = {}
  const notRecorded: Record<NotRecordedReason, number> = {
    'spool-failed': 0,
    'spool-full': 0,
    'spool-slow': 0,
    closed: 0,
    'set-aside': 0,
    'store-failed': 0,
    'store-slow': 0,
    'redaction-failed': 0,
  }
  let storeFailures = 0

  function seeUpgrade({ state, verdict, problem }: Extract<ProxyEvent, { type: 'upgrade' }>): void {
    upgrades[state] += 1
    // One that the proxy refuses is told as refused as well, and a closed one was opened.
    if (state !== 'closed' && (state !== 'refused' || problem === null)) verdicts[verdict] += 1
  }

  return {
    passed({ source, method, status, ms, problem }) {
      const place = requestPlace(source, trafficMethodOf(method), statusClassOf(status))
      requests[place] = (requests[place] ?? 0) + 1
      addTo(durations[source], ms / 1000)
      // What the set has is a code that is counted.
      if (problem !== null && upstreamCodes.has(problem.code)) errors[problem.code as UpstreamError] += 1
    },
    judged(verdict) {
      verdicts[verdict] += 1
    },
    see(event) {
      if (event.type === 'recorded') {
        const key = `${event.kind ?? 'unknown'} ${trafficMethodOf(event.method)} ${statusClassOf(event.status)}`
        recorded[key] = (recorded[key] ?? 0) + 1
      } else if (event.type === 'not-recorded') {
        notRecorded[event.reason] += event.ids.length
        if (event.reason === 'store-failed') storeFailures += 1
      } else if (event.type === 'refused') verdicts[event.verdict] += 1
      else if (event.type === 'upgrade') seeUpgrade(event)
      else if (event.type === 'warning' && event.code === 'store-failed') storeFailures += 1
    },
    traffic: () => ({
      requests: [...requests],
      durations: {
        twilio: copyOf(durations.twilio),
        other: copyOf(durations.other),
        refused: copyOf(durations.refused),
      },
      verdicts: { ...verdicts },
      upstreamErrors: { ...errors },
      upgrades: { ...upgrades },
      recorded: { ...recorded },
      notRecorded: { ...notRecorded },
      storeFailures,
    }),
  }
}

interface DurationCount {
  counts: number[]
  seconds: number
}

function noDurations(): DurationCount {
  return { counts: zeros(durationBuckets.length + 1), seconds: 0 }
}

function copyOf({ counts, seconds }: DurationCount): DurationCount {
  return { counts: [...counts], seconds }
}

function addTo(durations: DurationCount, seconds: number): void {
  durations.seconds += seconds
  const bucket = bucketOf(seconds)
  durations.counts[bucket] = (durations.counts[bucket] ?? 0) + 1
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}

function bucketOf(seconds: number): number {
  let bucket = 0
  while (bucket < durationBuckets.length && seconds > (durationBuckets[bucket] ?? 0)) bucket += 1
  return bucket
}
