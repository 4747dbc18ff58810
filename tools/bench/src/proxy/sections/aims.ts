import { medianAndRange } from '../../installed/milliseconds.ts'
import { median, ratios } from './figures.ts'
import type { Round } from './measure-rounds.ts'

/** The rounds of each contestant by its id, for each of the loads. */
export interface Measured {
  readonly few?: ReadonlyMap<string, readonly Round[]>
  readonly many?: ReadonlyMap<string, readonly Round[]>
  readonly closing?: ReadonlyMap<string, readonly Round[]>
}

interface Aim {
  readonly title: string
  readonly loads: readonly (keyof Measured)[]
  readonly of: (round: Round) => number
  /** What `ringback record` is compared to. */
  readonly to: string
  readonly isMet: (ratio: number) => boolean
}

const kept = ['few', 'many'] as const
const rate = (round: Round): number => round.perSecond

const aims: readonly Aim[] = [
  {
    title: 'recording / not recording: at least 0.80 (better 0.95)',
    loads: kept,
    of: rate,
    to: 'not-recording',
    isMet: (ratio) => ratio >= 0.8,
  },
  {
    title: 'recording / bare http-proxy 1.18.1: at least 3',
    loads: kept,
    of: rate,
    to: 'http-proxy',
    isMet: (ratio) => ratio >= 3,
  },
  {
    title: 'recording / nginx + Lua: at least 0.8 (better 1.0)',
    loads: kept,
    of: rate,
    to: 'nginx',
    isMet: (ratio) => ratio >= 0.8,
  },
  {
    title: 'p99 of recording / that of nginx + Lua: at most 2',
    loads: kept,
    of: (round) => round.p99Ms,
    to: 'nginx',
    isMet: (ratio) => ratio <= 2,
  },
  {
    title: 'a connection a request: recording / bare http-proxy 1.18.1: at least 2.5',
    loads: ['closing'],
    of: rate,
    to: 'http-proxy',
    isMet: (ratio) => ratio >= 2.5,
  },
]

/** The rows of the table of aims: each with the median of the ratios within each round, and their range. */
export function aimRows(measured: Measured): readonly (readonly string[])[] {
  return aims.map((aim) => [
    aim.title,
    ...(['few', 'many', 'closing'] as const).map((load) =>
      aim.loads.includes(load) ? verdict(aim, measured[load]) : '',
    ),
  ])
}

function verdict({ of, to, isMet }: Aim, rounds: ReadonlyMap<string, readonly Round[]> | undefined): string {
  const [own, other] = [rounds?.get('record'), rounds?.get(to)].map((each) => (each ?? []).map(of))
  if (own === undefined || other === undefined || own.length === 0 || other.length === 0)
    return 'not measured'
  const found = ratios(own, other)
  return `${medianAndRange(found, 2)}: ${isMet(median(found)) ? 'met' : '**missed**'}`
}
