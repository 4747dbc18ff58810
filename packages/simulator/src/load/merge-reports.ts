import { RingbackError } from '@ringback/common'
import { parseShard } from '@ringback/recording'
import { createLatencies } from './latencies.ts'
import type {
  CallCounts,
  FirstAudioReport,
  LatencyReport,
  LoadReport,
  LoggedProblem,
  RouteReport,
} from './load-report.ts'
import { latencyReport, mostFrequentFirst, slowestFirst } from './report-of.ts'

/**
 * The report of a load that several machines made, of the reports of its shards. Percentiles are those of all latencies together:
 * the counts behind them are added.
 * @throws {RingbackError} `load-not-whole` where a shard is missing or there twice; `other-load` where their settings differ.
 */
export function mergeLoadReports(reports: readonly LoadReport[]): LoadReport {
  const [first, ...others] = reports
  if (first === undefined) throw notWhole('There is no report.')
  requireOneLoad(first, others)
  requireAllShards(reports)
  return joinReports(reports)
}

/** The report of a load that was made in parts, as `mergeLoadReports` makes it, of at least one that are of the same load. */
export function joinReports(reports: readonly LoadReport[]): LoadReport {
  const [first] = reports
  if (first === undefined) throw new Error('no report to join')
  const starts = reports.map(({ startedAt }) => Date.parse(startedAt))
  const [began, lastBegan] = [Math.min(...starts), Math.max(...starts)]
  return {
    type: 'load',
    version: 1,
    startedAt: new Date(began).toISOString(),
    startedApartSeconds: (lastBegan - began) / 1000,
    settings: { ...first.settings, shard: null },
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
    stopped: reports.some(({ stopped }) => stopped),
    calls: callsOf(reports),
    callsPerSecond: sumOf(reports, ({ callsPerSecond }) => callsPerSecond),
    requestsPerSecond: sumOf(reports, ({ requestsPerSecond }) => requestsPerSecond),
    requests: latenciesOf(reports.map(({ requests }) => requests)),
    routes: slowestFirst(
      merged(
        reports.flatMap(({ routes }) => routes),
        ({ kind, path }) => `${kind} ${path}`,
        routeOf,
      ),
    ),
    problems: mostFrequentFirst(
      merged(
        reports.flatMap(({ problems }) => problems),
        ({ level, twilioCode, code }) => `${level} ${twilioCode} ${code}`,
        problemOf,
      ),
    ),
    firstAudio: merged(
      reports.flatMap(({ firstAudio }) => firstAudio),
      ({ protocol, cause }) => `${protocol} ${cause}`,
      firstAudioOf,
    ),
    late: latenciesOf(reports.map(({ late }) => late)),
  }
}

/** Throws where the reports are of loads that were asked for differently. */
function requireOneLoad({ settings }: LoadReport, others: readonly LoadReport[]): void {
  const names = (Object.keys(settings) as (keyof typeof settings)[]).filter((name) => name !== 'shard')
  const differing = names.filter((name) => others.some((other) => other.settings[name] !== settings[name]))
  if (differing.length === 0) return
  const told = differing.map((name) => {
    const values = new Set([settings, ...others.map((other) => other.settings)].map((each) => each[name]))
    return `${name} ${[...values].map(String).join(' and ')}`
  })
  throw new RingbackError('other-load', `The reports are not of one load: ${told.join(', ')}.`, {
    remedy: 'Start each machine with the same options but for --shard.',
  })
}

function requireAllShards(reports: readonly LoadReport[]): void {
  const named = reports.map(({ settings: { shard } }) => shard)
  if (named.length === 1 && named[0] === null) return
  const shards = named.map((shard) => (shard === null ? null : parseShard(shard)))
  const [one] = shards
  const isOfOne = (each: (typeof shards)[number]): boolean => each !== null && each.count === one?.count
  if (one === null || one === undefined || !shards.every(isOfOne)) {
    throw notWhole(
      `The reports are of ${named.map((shard) => (shard === null ? 'a whole load' : `shard ${shard}`)).join(', ')}.`,
    )
  }
  const found = shards.map((shard) => shard?.index)
  const all = Array.from({ length: one.count }, (_, at) => at + 1)
  const missing = all.filter((index) => !found.includes(index))
  if (missing.length > 0) throw notWhole(`No report of shard ${missing.join(', ')} of ${one.count}.`)
  const repeated = found.filter((index, at) => found.indexOf(index) !== at)
  if (repeated.length > 0) throw notWhole(`Several reports of shard ${repeated.join(', ')} of ${one.count}.`)
}

function notWhole(message: string): RingbackError {
  return new RingbackError('load-not-whole', message, {
    remedy: 'Pass one report of each shard of one load: ringback load ... --shard 1/3 --output shard-1.json',
  })
}

function callsOf(reports: readonly LoadReport[]): CallCounts {
  const sum = (count: (calls: CallCounts) => number): number => sumOf(reports, ({ calls }) => count(calls))
  return {
    started: sum(({ started }) => started),
    completed: sum(({ completed }) => completed),
    failed: sum(({ failed }) => failed),
    unfinished: sum(({ unfinished }) => unfinished),
    missed: sum(({ missed }) => missed),
    mostAtOnce: sum(({ mostAtOnce }) => mostAtOnce),
  }
}

/** One item for each key, in the order in which keys first occur. */
function merged<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  join: (same: readonly [Item, ...Item[]]) => Item,
): readonly Item[] {
  return [...Map.groupBy(items, keyOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [join([first, ...others])],
  )
}

function routeOf(same: readonly [RouteReport, ...RouteReport[]]): RouteReport {
  return {
    kind: same[0].kind,
    path: same[0].path,
    failed: sumOf(same, ({ failed }) => failed),
    overBudget: sumOf(same, ({ overBudget }) => overBudget),
    overLimit: sumOf(same, ({ overLimit }) => overLimit),
    ...latenciesOf(same),
  }
}

function problemOf(same: readonly [LoggedProblem, ...LoggedProblem[]]): LoggedProblem {
  return { ...same[0], count: sumOf(same, ({ count }) => count) }
}

function firstAudioOf(same: readonly [FirstAudioReport, ...FirstAudioReport[]]): FirstAudioReport {
  return {
    protocol: same[0].protocol,
    cause: same[0].cause,
    unanswered: sumOf(same, ({ unanswered }) => unanswered),
    overBudget: sumOf(same, ({ overBudget }) => overBudget),
    ...latenciesOf(same),
  }
}

function latenciesOf(reports: readonly LatencyReport[]): LatencyReport {
  const latencies = createLatencies()
  for (const report of reports) latencies.merge(report)
  return latencyReport(latencies)
}

function sumOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0)
}
