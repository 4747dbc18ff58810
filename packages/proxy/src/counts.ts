import type { ProxyCounts } from './events.ts'
import { createTrafficCount, type TrafficCount } from './traffic/traffic-count.ts'

/** The counts of a running proxy, kept by looking at its events. */
export interface Counter extends TrafficCount {
  /** An exchange of Twilio's was carried. */
  carried(hasProblem: boolean): void
  /** One was carried that is not among those that are to be recorded. */
  leftOut(hasProblem: boolean): void
  counts(inFlight: number): ProxyCounts
}

export function createCounter(): Counter {
  let exchanges = 0
  let problems = 0
  let kept = 0
  let recorded = 0
  let notRecorded = 0
  let leftOut = 0
  let otherTraffic = 0
  let upgrades = 0
  let refused = 0
  const traffic = createTrafficCount()
  return {
    ...traffic,
    see(event) {
      traffic.see(event)
      if (event.type === 'kept') kept += 1
      else if (event.type === 'recorded') recorded += 1
      else if (event.type === 'not-recorded') notRecorded = event.total
      else if (event.type === 'other-traffic') otherTraffic += 1
      else if (event.type === 'refused') refused += 1
      else if (event.type === 'upgrade' && event.state === 'opened') upgrades += 1
    },
    carried(hasProblem) {
      exchanges += 1
      if (hasProblem) problems += 1
    },
    leftOut(hasProblem) {
      exchanges += 1
      leftOut += 1
      if (hasProblem) problems += 1
    },
    counts: (inFlight) => ({
      exchanges,
      kept,
      recorded,
      notRecorded,
      leftOut,
      problems,
      otherTraffic,
      refused,
      upgrades,
      inFlight,
    }),
  }
}
