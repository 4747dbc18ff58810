import { noParties } from '../../parties-of.ts'
import type { RecordingSummary } from '../../reader/recording-summary.ts'
import { isDayKey } from '../../recordings-of.ts'
import type { ListedRecording } from '../../reader/recordings-reader.ts'

/** What is kept of a leg. */
export interface KeptLeg {
  readonly call: string
  readonly sid: string
  readonly parent: string | null
  /** Null of a leg that is only named by another one. */
  readonly started_at: Date | null
  readonly first_id: string | null
  readonly exchanges: number
  readonly problems: number
  readonly party_id: string | null
  readonly from_party: string | null
  readonly to_party: string | null
  readonly parties: readonly string[]
}

/** The columns of a `KeptLeg`. */
export const legColumns =
  'call, sid, parent, started_at, first_id, exchanges, problems, party_id, from_party, to_party, parties'

/** The calls of some legs, oldest first. `legs`: all legs of each call, one call after the other. */
export function listedOf(legs: readonly KeptLeg[]): readonly ListedRecording[] {
  const listed: ListedRecording[] = []
  let from = 0
  for (const [at, leg] of legs.entries()) {
    if (legs[at + 1]?.call === leg.call) continue
    const summary = summaryOfLegs(legs.slice(from, at + 1))
    if (summary !== undefined) listed.push({ summary, files: [] })
    from = at + 1
  }
  return listed.sort((a, b) => compare(a.summary.startedAt, b.summary.startedAt))
}

/** Undefined of legs that have no exchange: they were only named. */
function summaryOfLegs(legs: readonly KeptLeg[]): RecordingSummary | undefined {
  const ordered = legs.toSorted(byFirstId)
  const [first] = ordered
  if (first?.started_at == null || first.first_id === null) return undefined
  const isCall = !isDayKey(first.sid)
  const naming = ordered.filter(({ party_id: id }) => id !== null)
  const [pair] = naming.toSorted((a, b) => compare(a.party_id ?? '', b.party_id ?? ''))
  return {
    callSid: isCall ? rootOf(first, legs) : null,
    legs: isCall ? ordered.map(({ sid }) => sid) : [],
    startedAt: first.started_at.toISOString(),
    ...(pair === undefined ? noParties : { from: pair.from_party, to: pair.to_party }),
    parties: [...new Set(ordered.flatMap(({ parties }) => parties))],
    exchanges: sum(legs.map(({ exchanges }) => exchanges)),
    problems: sum(legs.map(({ problems }) => problems)),
    firstId: first.first_id,
  }
}

function rootOf({ sid }: KeptLeg, legs: readonly KeptLeg[]): string {
  const parents = new Map(legs.map((leg) => [leg.sid, leg.parent]))
  const seen = new Set<string>()
  let root = sid
  for (let parent = parents.get(root); parent != null && !seen.has(parent); parent = parents.get(root)) {
    seen.add(root)
    root = parent
  }
  return root
}

/** Those that are only named stand last. */
function byFirstId({ first_id: a }: KeptLeg, { first_id: b }: KeptLeg): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compare(a, b)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0)
}
