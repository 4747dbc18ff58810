import {
  createLatencies,
  mergeLoadReports,
  type LatencyReport,
  type LoadReport,
} from '@ringback/simulator/load'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

function latencyReport(each: readonly number[]): LatencyReport {
  const latencies = createLatencies()
  for (const ms of each) latencies.add(ms)
  const [p50Ms, p95Ms, p99Ms] = [50, 95, 99].map(
    (percent) => Math.round(latencies.percentile(percent) * 100) / 100,
  )
  const { maxMs, ...counts } = latencies.counts()
  return { ...counts, maxMs, p50Ms: p50Ms ?? 0, p95Ms: p95Ms ?? 0, p99Ms: p99Ms ?? 0 }
}

interface Given {
  readonly shard?: string | null
  readonly latencies?: readonly number[]
  readonly startedAt?: string
  readonly settings?: Partial<LoadReport['settings']>
  readonly problems?: LoadReport['problems']
}

function reportOf({
  shard = null,
  latencies = [10],
  settings,
  problems = [],
  startedAt = '2026-01-01T00:00:00.000Z',
}: Given): LoadReport {
  return {
    type: 'load',
    version: 1,
    startedAt,
    startedApartSeconds: 0,
    settings: {
      calls: null,
      rate: 10,
      rampSeconds: 0,
      durationSeconds: 30,
      budgetMs: 1000,
      firstAudioBudgetMs: null,
      timeScale: 1,
      seed: 1,
      ...settings,
      shard,
    },
    seconds: 31,
    stopped: false,
    calls: { started: 2, completed: 1, failed: 1, unfinished: 0, missed: 0, mostAtOnce: 2 },
    callsPerSecond: 5,
    requestsPerSecond: 10,
    requests: latencyReport(latencies),
    routes: [
      {
        kind: 'voice.incoming-pstn',
        path: '/voice',
        failed: 1,
        overBudget: 0,
        overLimit: 0,
        ...latencyReport(latencies),
      },
    ],
    problems,
    firstAudio: [
      {
        protocol: 'media-streams',
        cause: 'caller',
        unanswered: 1,
        overBudget: 2,
        ...latencyReport(latencies),
      },
    ],
    late: latencyReport([]),
  }
}

const milliseconds = fc.array(fc.double({ min: 0.02, max: 60_000, noNaN: true }), { minLength: 1 })

describe('reports of shards', () => {
  it('have the percentiles of all their latencies together, in any order', () => {
    fc.assert(
      fc.property(fc.array(milliseconds, { minLength: 2, maxLength: 4 }), (parts) => {
        const reports = parts.map((latencies, at) =>
          reportOf({ shard: `${at + 1}/${parts.length}`, latencies }),
        )
        const all = latencyReport(parts.flat())
        for (const merged of [mergeLoadReports(reports), mergeLoadReports(reports.toReversed())]) {
          const { count, p50Ms, p95Ms, p99Ms, buckets } = all
          const expected = { count, p50Ms, p95Ms, p99Ms, buckets }
          expect(merged.requests).toMatchObject(expected)
          expect(merged.routes).toMatchObject([{ ...expected, failed: parts.length }])
          expect(merged.firstAudio).toMatchObject([
            { ...expected, unanswered: parts.length, overBudget: 2 * parts.length },
          ])
        }
      }),
    )
  })

  it('are one load: counts and rates are added, problems by code', () => {
    const problem = (count: number, callSid: string): LoadReport['problems'][number] => ({
      level: 'error',
      twilioCode: 11_200,
      code: 'http-status',
      count,
      example: { callSid, keys: '1', message: 'answered 500' },
    })
    const merged = mergeLoadReports([
      reportOf({ shard: '1/2', problems: [problem(2, 'CA1')] }),
      reportOf({ shard: '2/2', problems: [problem(3, 'CA2')], startedAt: '2026-01-01T00:00:04.000Z' }),
    ])
    expect(merged).toMatchObject({
      startedAt: '2026-01-01T00:00:00.000Z',
      startedApartSeconds: 4,
      settings: { shard: null, rate: 10 },
      calls: { started: 4, completed: 2, failed: 2, mostAtOnce: 4 },
      callsPerSecond: 10,
      requestsPerSecond: 20,
      problems: [{ twilioCode: 11_200, count: 5, example: { callSid: 'CA1' } }],
    })
  })

  it.each([
    ['none', [], 'There is no report.'],
    ['one is missing', ['1/3', '3/3'], 'No report of shard 2 of 3.'],
    ['one is there twice', ['1/2', '2/2', '2/2'], 'Several reports of shard 2 of 2.'],
    ['of other counts', ['1/2', '2/3'], 'The reports are of shard 1/2, shard 2/3.'],
    ['whole loads', [null, null], 'The reports are of a whole load, a whole load.'],
  ])('are refused: %s', (_name, shards, message) => {
    expect(() => mergeLoadReports(shards.map((shard) => reportOf({ shard })))).toThrow(message)
  })

  it('are refused where they were asked for differently', () => {
    expect(() =>
      mergeLoadReports([
        reportOf({ shard: '1/2' }),
        reportOf({ shard: '2/2', settings: { rate: 20, budgetMs: 500 } }),
      ]),
    ).toThrow('The reports are not of one load: rate 10 and 20, budgetMs 1000 and 500.')
  })

  it('may be that of a whole load', () => {
    expect(mergeLoadReports([reportOf({})])).toMatchObject({
      calls: { started: 2 },
      settings: { shard: null },
    })
  })
})
