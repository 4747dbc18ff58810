import type { Exchange, RemovedExchange } from '@ringback/recording'
import { keyOfExchange } from '@ringback/recording/node'
import { forgetCalls } from '../settle/call-knowledge.ts'
import { settleSettingsWith } from '../settle/kept-settings.ts'
import type { ForgetOptions } from './forget-options.ts'
import { createMentions, textOfExchange } from './mentions.ts'
import type { ForgetPlace, WithOriginals } from './places/forget-place.ts'
import { withForgetPlace } from './places/with-place.ts'
import { realValuesOf, redactorsOf, type PseudonymsOfKey } from './real-values.ts'
import { forgetSetAside } from './set-aside.ts'

/** A recording of a person. */
export interface PersonRecording {
  /** Null: exchanges of a day that belong to no call. */
  readonly callSid: string | null
  /** What is removed of it, oldest first: all exchanges of a call, or those without a call that name the person. */
  readonly exchanges: readonly RemovedExchange[]
}

/** What `forgetPerson` has removed, or would. */
export interface Forgotten {
  readonly recordings: readonly PersonRecording[]
  /** Sealed originals. */
  readonly originals: number
  /** Originals of recordings that are gone already. */
  readonly orphans: number
  /** Exchanges that could not be redacted, and were kept sealed: their files. */
  readonly setAside: readonly string[]
  /** Calls whose private values were remembered, sealed. */
  readonly calls: number
  /** Tags and notes, of the calls and of others that name the person: of how many calls. */
  readonly notes: number
  readonly exchangeIds: ReadonlySet<string>
  /** Whether those who record are told not to record what they took before of the person and the calls: not without the key. */
  readonly isTold: boolean
}

/**
 * Removes a person from the recordings of a folder or a database: the calls that name a number or SID anywhere, their originals, and
 * what was remembered of them on this machine. The recordings go last, so what was interrupted can be repeated. The spool must
 * have been settled.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function forgetPerson(options: ForgetOptions): Promise<Forgotten> {
  return withForgetPlace(options, async (place) => {
    const { dryRun = false, value } = options
    const tell = await place.teller()
    // Before anything is looked for: what others record from now on is not about the person.
    if (!dryRun) await tell?.({ values: [value], calls: [] })
    const { about, sealed, real, isReal, isRecorded } = await find(options, place)
    const exchanges = about.flatMap((recording) => recording.exchanges)
    const exchangeIds = new Set(exchanges.map(({ id }) => id))
    const sids = [...new Set(exchanges.flatMap(({ callSid }) => callSid ?? []))]
    if (!dryRun) await tell?.({ values: [...real], calls: sids })
    if (!dryRun) await options.beforeRemoval?.(exchangeIds)
    const setAside = await forgetSetAside(options, isReal)
    const calls = await forgetCalls(options, isReal)
    const isAbout = (text: string): boolean => isReal(text) || isRecorded(text)
    const notes = await place.removeNotes({ isAbout, exchanges: exchangeIds, dryRun })
    const orphans = await place.orphans(isReal)
    if (!dryRun) await orphans.remove()
    const originals = dryRun ? sealed : await place.remove(exchanges)
    const isTold = tell !== undefined
    return {
      recordings: about,
      originals,
      orphans: orphans.count,
      setAside,
      calls,
      notes,
      exchangeIds,
      isTold,
    }
  })
}

interface Found {
  /** Newest first. */
  readonly about: readonly PersonRecording[]
  /** How many of the exchanges have an original. */
  readonly sealed: number
  /** The value that was given, its real values and the real CallSids of its calls. */
  readonly real: ReadonlySet<string>
  /** Whether a text that is not redacted names the person. */
  readonly isReal: (text: string) => boolean
  /** Whether a text as it is recorded names the person. */
  readonly isRecorded: (text: string) => boolean
}

async function find({ recordings, ring, value }: ForgetOptions, place: ForgetPlace): Promise<Found> {
  const redactors = redactorsOf(ring, await settleSettingsWith(recordings, ring))
  const recorded = [value, ...redactors.flatMap((redactor) => redactor.pseudonymsOf(value))]
  const isRecorded = createMentions(recorded)
  const isGiven = createMentions([value])
  const real = new Set([value])
  const about = new Map<string, PersonRecording & { readonly exchanges: RemovedExchange[] }>()
  const known = new Set<string>()
  let withOriginal = 0
  for await (const each of place.lookedAt({ recorded, given: value })) {
    const named = namedIn(each, isRecorded, isGiven)
    const ofCall = each.recording.callSid
    for (const exchange of named) {
      const { id, startedAt, callSid } = exchange
      if (known.has(id)) continue
      known.add(id)
      const key = ofCall ?? keyOfExchange(exchange)
      const recording = about.get(key) ?? { callSid: ofCall, exchanges: [] }
      recording.exchanges.push({ id, startedAt, callSid })
      about.set(key, recording)
      if (each.originals.has(id)) withOriginal += 1
    }
    if (named.length > 0) for (const found of realIn(each, redactors, value)) real.add(found)
  }
  return {
    about: [...about.values()].map(inOrder).sort(newestFirst),
    sealed: withOriginal,
    real,
    isReal: createMentions(real),
    isRecorded,
  }
}

/** What is removed of a recording: all of a call that names the person, or the exchanges without a call that do. */
function namedIn(
  { recording, originals }: WithOriginals,
  isRecorded: (text: string) => boolean,
  isGiven: (text: string) => boolean,
): readonly Exchange[] {
  const named = recording.exchanges.filter((exchange) => {
    const original = originals.get(exchange.id)
    const isOpen = original !== undefined && original !== 'sealed'
    return isRecorded(textOfExchange(exchange)) || (isOpen && isGiven(textOfExchange(original)))
  })
  return named.length > 0 && recording.callSid !== null ? recording.exchanges : named
}

/** The real values of a person, and of the calls that are removed. */
function realIn(
  { originals }: WithOriginals,
  redactors: readonly PseudonymsOfKey[],
  value: string,
): readonly string[] {
  return [...originals.values()].flatMap((original) => {
    if (original === 'sealed') return []
    // All of a call is removed, so what was remembered under its SID is too.
    const callSid = original.callSid === null ? [] : [original.callSid]
    return [...callSid, ...realValuesOf(original, redactors, value)]
  })
}

function inOrder({ callSid, exchanges }: PersonRecording): PersonRecording {
  return { callSid, exchanges: exchanges.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

function newestFirst(a: PersonRecording, b: PersonRecording): number {
  const [first = '', second = ''] = [a, b].map(({ exchanges }) => exchanges[0]?.startedAt)
  return first < second ? 1 : first > second ? -1 : 0
}
