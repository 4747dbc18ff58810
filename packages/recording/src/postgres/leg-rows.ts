import type { Exchange } from '../exchange.ts'
import { parametersOf } from '../parameters-of.ts'
import { everyPartyIn, partiesIn } from '../parties-of.ts'
import { keyOfExchange, relationsOf } from '../recordings-of.ts'
import { addToSearch, emptySearch, type LegSearch } from './calls/leg-search.ts'
import { storable } from './storable.ts'

/** What is known of a leg from some of its exchanges, as lists and searches need it. */
export interface LegRow {
  readonly sid: string
  /** The leg that dialled it, as far as some exchange tells. */
  parent: string | null
  /** ISO 8601; null of a leg that is only named by another one. */
  startedAt: string | null
  lastAt: string | null
  firstId: string | null
  exchanges: number
  problems: number
  /** The first exchange that names caller or number called. */
  partyId: string | null
  fromParty: string | null
  toParty: string | null
  readonly parties: Set<string>
  readonly search: LegSearch
}

/** The leg that an exchange is kept under: its call's, or the day of one that belongs to no call. */
export function legOf(exchange: Pick<Exchange, 'callSid' | 'startedAt'>): string {
  return storable(keyOfExchange(exchange))
}

/** Legs that were found to belong to one call. */
export function linksOf(exchange: Exchange): readonly (readonly [string, string])[] {
  return relationsOf(exchange).map(([child, parent]) => [storable(child), storable(parent)])
}

/** What some exchanges tell of their legs, and of those that they name, in the order of their names. */
export function legRowsOf(exchanges: readonly Exchange[]): readonly LegRow[] {
  const rows = new Map<string, LegRow>()
  const rowOf = (sid: string): LegRow => {
    const known = rows.get(sid)
    if (known !== undefined) return known
    const row = emptyRow(sid)
    rows.set(sid, row)
    return row
  }
  for (const exchange of exchanges) {
    count(rowOf(legOf(exchange)), exchange)
    for (const [child, parent] of linksOf(exchange)) {
      rowOf(parent)
      rowOf(child).parent ??= parent
    }
  }
  return [...rows.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1))
}

function emptyRow(sid: string): LegRow {
  return {
    sid,
    parent: null,
    startedAt: null,
    lastAt: null,
    firstId: null,
    exchanges: 0,
    problems: 0,
    partyId: null,
    fromParty: null,
    toParty: null,
    parties: new Set(),
    search: emptySearch(),
  }
}

function count(row: LegRow, exchange: Exchange): void {
  const { id, startedAt, problem, request } = exchange
  row.exchanges += 1
  if (problem !== null) row.problems += 1
  if (row.startedAt === null || startedAt < row.startedAt) row.startedAt = startedAt
  if (row.lastAt === null || startedAt > row.lastAt) row.lastAt = startedAt
  if (row.firstId === null || id < row.firstId) row.firstId = id
  const parameters = parametersOf(request)
  for (const party of everyPartyIn(parameters)) row.parties.add(storable(party))
  addToSearch(row.search, exchange, parameters)
  const pair = partiesIn(parameters)
  if (pair !== undefined && (row.partyId === null || id < row.partyId)) {
    row.partyId = id
    row.fromParty = pair.from === null ? null : storable(pair.from)
    row.toParty = pair.to === null ? null : storable(pair.to)
  }
}
