import { parameter } from '@ringback/catalog'
import type { Exchange, RedactionSummary } from './exchange.ts'
import { parameterOf } from './parameters-of.ts'
import { recordingVersion, type Leg, type Recording } from './recording.ts'

/**
 * The exchanges grouped by call, each group in the order of the exchange ids (a clock may step back, ids do not), the
 * recording that starts first in front. Legs are brought together by the parent a leg names and by the leg that a
 * `<Dial>` reports; what belongs to no call is grouped by day (UTC).
 */
export function recordingsOf(exchanges: Iterable<Exchange>): Recording[] {
  const unique = new Map<string, Exchange>()
  for (const exchange of exchanges) if (!unique.has(exchange.id)) unique.set(exchange.id, exchange)
  const ordered = [...unique.values()].sort(byId)
  const relations = new Map(ordered.map((exchange) => [exchange, relationsOf(exchange)]))
  const parents = parentsOf(relations.values())
  const groups = new Map<string, Exchange[]>()
  for (const exchange of ordered) {
    const key = exchange.callSid === null ? dayOf(exchange) : `call ${rootOf(exchange.callSid, parents)}`
    const group = groups.get(key)
    if (group) group.push(exchange)
    else groups.set(key, [exchange])
  }
  return [...groups.values()].map((group) => recordingOf(group, parents, relations)).sort(byStart)
}

/** Exchanges with others in the place of those that have the same id and belong to the same call. */
export function withReplaced(exchanges: readonly Exchange[], others: readonly Exchange[]): Exchange[] {
  const byId = new Map(others.map((other) => [other.id, other]))
  return exchanges.map((exchange) => {
    const other = byId.get(exchange.id)
    return other !== undefined && keyOfExchange(other) === keyOfExchange(exchange) ? other : exchange
  })
}

/** The day that exchanges without a call are kept under. */
export function dayOf(exchange: Pick<Exchange, 'startedAt'>): string {
  return exchange.startedAt.slice(0, 10)
}

/** What an exchange is found by in a store: its CallSid, or the day of one without a call. */
export function keyOfExchange(exchange: Pick<Exchange, 'callSid' | 'startedAt'>): string {
  return exchange.callSid ?? `${dayKeyStart}${dayOf(exchange)}`
}

/** Where the keys of exchanges without a call begin. No SID has a blank. */
export const dayKeyStart = 'no call on '

/** Whether `keyOfExchange` made a key for exchanges without a call. */
export function isDayKey(key: string): boolean {
  return key.startsWith(dayKeyStart)
}

/** What redaction replaced over several exchanges; undefined when none was redacted. */
export function redactionOf(exchanges: readonly Exchange[]): RedactionSummary | undefined {
  const redacted = exchanges.flatMap(({ redaction }) => redaction ?? [])
  const [first] = redacted
  if (first === undefined) return undefined
  const kinds = [...new Set(redacted.flatMap((each) => Object.keys(each.replaced)))].sort()
  const countOf = (kind: string): number =>
    redacted.reduce(
      (sum, { replaced }) => sum + (Object.hasOwn(replaced, kind) ? (replaced[kind] ?? 0) : 0),
      0,
    )
  return { keyId: first.keyId, replaced: Object.fromEntries(kinds.map((kind) => [kind, countOf(kind)])) }
}

/** That one leg was dialled by another. */
export type Relation = readonly [child: string, parent: string]
type Relations = ReadonlyMap<Exchange, readonly Relation[]>

function recordingOf(
  exchanges: readonly Exchange[],
  parents: ReadonlyMap<string, string>,
  relations: Relations,
): Recording {
  const first = exchanges.find(({ callSid }) => callSid !== null)
  const redaction = redactionOf(exchanges)
  return {
    version: recordingVersion,
    callSid: first?.callSid ? rootOf(first.callSid, parents) : null,
    legs: legsOf(exchanges, parents, relations),
    ...(redaction && { redaction }),
    exchanges,
  }
}

function legsOf(
  exchanges: readonly Exchange[],
  parents: ReadonlyMap<string, string>,
  relations: Relations,
): Leg[] {
  const sids = new Set<string>()
  const add = (sid: string): void => {
    const parent = parents.get(sid)
    if (parent !== undefined && !sids.has(parent)) add(parent)
    sids.add(sid)
  }
  for (const exchange of exchanges) {
    if (exchange.callSid !== null) add(exchange.callSid)
    for (const [child] of relations.get(exchange) ?? []) add(child)
  }
  return [...sids].map((callSid) => ({ callSid, parentCallSid: parents.get(callSid) ?? null }))
}

/** Parent by child. A relation that would close a circle is left out. */
function parentsOf(relations: Iterable<readonly Relation[]>): Map<string, string> {
  const parents = new Map<string, string>()
  for (const ofExchange of relations) {
    for (const [child, parent] of ofExchange) {
      if (!parents.has(child) && rootOf(parent, parents) !== child) parents.set(child, parent)
    }
  }
  return parents
}

/** What an exchange tells of how legs hang together. */
export function relationsOf(exchange: Exchange): readonly Relation[] {
  const { callSid, parentCallSid } = exchange
  if (callSid === null) return []
  const dialled = parameterOf(exchange.request, parameter.DialCallSid)
  const relations: Relation[] = []
  if (parentCallSid !== null && parentCallSid !== callSid) relations.push([callSid, parentCallSid])
  if (dialled !== undefined && dialled !== '' && dialled !== callSid) relations.push([dialled, callSid])
  return relations
}

function rootOf(callSid: string, parents: ReadonlyMap<string, string>): string {
  let root = callSid
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
  return root
}

function byId(a: Exchange, b: Exchange): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function byStart(a: Recording, b: Recording): number {
  const [first, second] = [a.exchanges[0]?.startedAt ?? '', b.exchanges[0]?.startedAt ?? '']
  return first < second ? -1 : first > second ? 1 : 0
}
