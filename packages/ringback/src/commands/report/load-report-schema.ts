import { isWebhookKind, type WebhookKind } from '@ringback/catalog'
import type { LoadReport } from '@ringback/simulator/load'
import * as v from 'valibot'

const amount = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.pipe(v.number(), v.minValue(0))

const latencies = {
  count: amount,
  maxMs: time,
  buckets: v.array(v.tuple([v.pipe(v.number(), v.integer()), amount])),
  p50Ms: time,
  p95Ms: time,
  p99Ms: time,
}

/** What `ringback load --format json` writes. */
export const loadReportSchema: v.GenericSchema<unknown, LoadReport> = v.object({
  type: v.literal('load'),
  version: v.literal(1),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  startedApartSeconds: time,
  settings: v.object({
    calls: v.nullable(amount),
    rate: v.nullable(time),
    rampSeconds: time,
    durationSeconds: time,
    budgetMs: time,
    firstAudioBudgetMs: v.nullable(time),
    timeScale: v.nullable(time),
    seed: v.number(),
    shard: v.nullable(v.string()),
  }),
  seconds: time,
  stopped: v.boolean(),
  calls: v.object({
    started: amount,
    completed: amount,
    failed: amount,
    unfinished: amount,
    missed: amount,
    mostAtOnce: amount,
  }),
  callsPerSecond: time,
  requestsPerSecond: time,
  requests: v.object(latencies),
  routes: v.array(
    v.object({
      kind: v.custom<WebhookKind>((kind) => typeof kind === 'string' && isWebhookKind(kind)),
      path: v.string(),
      failed: amount,
      overBudget: amount,
      overLimit: amount,
      ...latencies,
    }),
  ),
  problems: v.array(
    v.object({
      level: v.picklist(['error', 'warning']),
      twilioCode: v.nullable(amount),
      code: v.string(),
      count: amount,
      example: v.object({ callSid: v.string(), keys: v.string(), message: v.string() }),
    }),
  ),
  firstAudio: v.array(
    v.object({
      protocol: v.picklist(['media-streams', 'conversation-relay']),
      cause: v.picklist(['start', 'caller']),
      unanswered: amount,
      overBudget: amount,
      ...latencies,
    }),
  ),
  late: v.object(latencies),
})
