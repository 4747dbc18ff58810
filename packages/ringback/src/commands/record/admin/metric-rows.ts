import {
  durationBuckets,
  requestPlace,
  statusClasses,
  trafficMethods,
  trafficSources,
  type ProxyCounts,
  type Traffic,
} from '@ringback/proxy'
import type { Waiting } from '@ringback/redaction/node'
import type { AllWorkersUsage } from '../workers/worker-usage.ts'

/** What the metrics are made of. */
export interface MetricFacts {
  readonly version: string
  readonly traffic: Traffic
  readonly counts: ProxyCounts
  readonly waiting: Waiting
  /** What the processes that carry calls use; undefined where the first one carries them. */
  readonly usage: AllWorkersUsage | undefined
  readonly spoolBytes: number
  readonly spoolLimitBytes: number
  /** How many processes carry calls. */
  readonly workers: number
}

/** One value of a metric. `suffix`: of its name, for a histogram. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>
  readonly value: number
  readonly suffix?: '_bucket' | '_sum' | '_count'
}

/** A metric: one row of the table in `docs/deployment.md`. */
export interface MetricRow {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly samples: (facts: MetricFacts) => readonly Sample[]
}

/** All metrics of the proxy. No label ever holds what a caller sends: each has a fixed list of values. */
export const metricRows: readonly MetricRow[] = [
  {
    name: 'ringback_build_info',
    help: 'The version of ringback; always 1.',
    type: 'gauge',
    samples: ({ version }) => [{ labels: { version }, value: 1 }],
  },
  {
    name: 'ringback_workers',
    help: 'How many processes carry calls.',
    type: 'gauge',
    samples: ({ workers }) => plain(workers),
  },
  {
    name: 'ringback_worker_deaths_total',
    help: 'Processes that carried calls and ended before they were told to; each was started again.',
    type: 'counter',
    samples: ({ usage }) => plain(usage?.deaths ?? 0),
  },
  {
    name: 'ringback_worker_cpu_seconds_total',
    help: 'Processor time of the processes that carry calls, where the first one does not.',
    type: 'counter',
    samples: ({ usage }) => plain(usage?.cpuSeconds ?? 0),
  },
  {
    name: 'ringback_worker_resident_memory_bytes',
    help: 'Memory of the processes that carry calls, where the first one does not.',
    type: 'gauge',
    samples: ({ usage }) => plain(usage?.residentBytes ?? 0),
  },
  {
    name: 'ringback_requests_total',
    help: 'Requests that were answered or given up, by whose they were, method and class of the status that the caller got.',
    type: 'counter',
    samples: ({ traffic }) => requestSamples(traffic),
  },
  {
    name: 'ringback_request_duration_seconds',
    help: 'How long requests took, from their head to the end of the answer, by whose they were.',
    type: 'histogram',
    samples: ({ traffic }) => durationSamples(traffic),
  },
  {
    name: 'ringback_requests_in_flight',
    help: 'Requests that are being carried now.',
    type: 'gauge',
    samples: ({ counts }) => plain(counts.inFlight),
  },
  {
    name: 'ringback_upgrades_total',
    help: 'WebSockets by what became of them.',
    type: 'counter',
    samples: ({ traffic }) => byLabel('state', traffic.upgrades),
  },
  {
    name: 'ringback_signature_verdicts_total',
    help: "What was found about the signatures of Twilio's requests and of WebSockets.",
    type: 'counter',
    samples: ({ traffic }) => byLabel('verdict', traffic.verdicts),
  },
  {
    name: 'ringback_upstream_errors_total',
    help: 'Requests to which the app gave no whole answer, by what went wrong.',
    type: 'counter',
    samples: ({ traffic }) => byLabel('class', traffic.upstreamErrors),
  },
  {
    name: 'ringback_exchanges_kept_total',
    help: 'Exchanges that are sealed in the spool and survive the death of the process.',
    type: 'counter',
    samples: ({ counts }) => plain(counts.kept),
  },
  {
    name: 'ringback_exchanges_recorded_total',
    help: 'Exchanges that are redacted and in the store, by kind of the webhook, method and class of the status; those of an earlier run as well.',
    type: 'counter',
    samples: ({ traffic }) => recordedSamples(traffic),
  },
  {
    name: 'ringback_exchanges_not_recorded_total',
    help: 'Exchanges that are lost or set aside, by the reason.',
    type: 'counter',
    samples: ({ traffic }) => byLabel('reason', traffic.notRecorded),
  },
  {
    name: 'ringback_exchanges_left_out_total',
    help: 'Exchanges that --sample and --only leave out.',
    type: 'counter',
    samples: ({ counts }) => plain(counts.leftOut),
  },
  {
    name: 'ringback_store_failures_total',
    help: 'How often the store stopped taking exchanges: once an outage.',
    type: 'counter',
    samples: ({ traffic }) => plain(traffic.storeFailures),
  },
  {
    name: 'ringback_exchanges_waiting',
    help: 'Exchanges that are kept and not recorded yet.',
    type: 'gauge',
    samples: ({ waiting }) => plain(waiting.count),
  },
  {
    name: 'ringback_recording_lag_seconds',
    help: 'For how long the oldest of them has been waiting; 0 when none waits.',
    type: 'gauge',
    samples: ({ waiting }) => plain(waiting.oldestMs / 1000),
  },
  {
    name: 'ringback_spool_bytes',
    help: 'Bytes in the spool on disk.',
    type: 'gauge',
    samples: ({ spoolBytes }) => plain(spoolBytes),
  },
  {
    name: 'ringback_spool_limit_bytes',
    help: 'How many bytes the spool may have (--spool-limit).',
    type: 'gauge',
    samples: ({ spoolLimitBytes }) => plain(spoolLimitBytes),
  },
]

function plain(value: number): readonly Sample[] {
  return [{ labels: {}, value }]
}

/** Every value of the label is there from the start, so that rates can be computed of the first event. */
function byLabel(label: string, counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }))
}

/** Those that have occurred: most methods never do. */
function requestSamples({ requests }: Traffic): readonly Sample[] {
  return trafficSources.flatMap((source) =>
    trafficMethods.flatMap((method) =>
      statusClasses
        .map((status) => ({
          labels: { source, method, status_class: status },
          value: requests[requestPlace(source, method, status)] ?? 0,
        }))
        .filter(({ value }) => value > 0),
    ),
  )
}

function durationSamples({ durations }: Traffic): readonly Sample[] {
  return trafficSources.flatMap((source): readonly Sample[] => {
    const { counts, seconds } = durations[source]
    let through = 0
    const buckets = [...durationBuckets, '+Inf' as const].map((le, index): Sample => {
      through += counts[index] ?? 0
      return { labels: { source, le }, value: through, suffix: '_bucket' }
    })
    return [
      ...buckets,
      { labels: { source }, value: seconds, suffix: '_sum' },
      { labels: { source }, value: through, suffix: '_count' },
    ]
  })
}

function recordedSamples({ recorded }: Traffic): readonly Sample[] {
  return Object.entries(recorded).map(([key, value]) => {
    const [kind = '', method = '', status = ''] = key.split(' ')
    return { labels: { kind, method, status_class: status }, value }
  })
}
