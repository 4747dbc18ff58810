import type { Exchange, Recording } from '@ringback/recording'
import {
  lockFolder,
  nodeFileSystem,
  openDirectoryStore,
  removeNotesAbout,
  type DirectoryStore,
} from '@ringback/recording/node'
import { originalInLine } from '../originals/original-text.ts'
import { removeUnfinishedOriginals } from '../originals/originals-folder.ts'
import { createOriginalsReader, type OriginalsReader } from '../originals/read-originals.ts'
import { removeOriginals } from '../originals/remove-originals.ts'
import { forgetCalls } from '../settle/call-knowledge.ts'
import { settleSettingsWith } from '../settle/kept-settings.ts'
import { createMentions, textOfExchange } from './mentions.ts'
import { orphanedOriginals, removeOrphans } from './orphaned-originals.ts'
import { realValuesOf, redactorsOf } from './real-values.ts'
import type { ForgetOptions } from './forget-options.ts'
import { forgetSetAside } from './set-aside.ts'

/** What `forgetPerson` has removed, or would. */
export interface Forgotten {
  /** The recordings with what is removed of each: all exchanges of a call, or those without a call that name the person. */
  readonly recordings: readonly Recording[]
  /** Sealed originals. */
  readonly originals: number
  /** Originals of recordings that are gone already. */
  readonly orphans: number
  /** Exchanges that could not be redacted, and were kept sealed: their files. */
  readonly setAside: readonly string[]
  /** Calls whose private values were remembered, sealed. */
  readonly calls: number
  /** Tags and notes, of the calls and of others that name the person: how many files. */
  readonly notes: number
  readonly exchangeIds: ReadonlySet<string>
}

/**
 * Removes a person from a recordings folder: the calls that name a number or SID anywhere, their originals, and what was
 * remembered of them. The recordings go last, so what was interrupted can be repeated. The spool must have been settled.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function forgetPerson(options: ForgetOptions): Promise<Forgotten> {
  const { recordings, ring, dryRun = false, onDamage = () => undefined } = options
  const lock = await lockFolder(recordings)
  try {
    await removeUnfinishedOriginals(recordings)
    const store = await openDirectoryStore({ directory: recordings, lock: 'held', onDamage })
    const reader = createOriginalsReader(recordings, ring, onDamage)
    const found = await find(options, store, reader)
    const { about, isReal, isRecorded } = found
    const exchangeIds = new Set(about.flatMap(({ exchanges }) => exchanges.map(({ id }) => id)))
    const disk = { recordings, ring, fs: nodeFileSystem, sync: false, onDamage }
    if (!dryRun) await options.beforeRemoval?.(exchangeIds)
    const setAside = await forgetSetAside(options, isReal)
    const calls = await forgetCalls(options, isReal)
    const isAbout = (text: string): boolean => isReal(text) || isRecorded(text)
    const notes = await removeNotesAbout(recordings, { isAbout, exchanges: exchangeIds, dryRun })
    const exchanges = about.flatMap((recording) => recording.exchanges)
    const orphans = await orphanedOriginals(recordings, ring, store, isReal)
    const originals = dryRun
      ? exchanges.filter((exchange) => hasOriginal(reader, exchange)).length
      : await removeOriginals(disk, reader, exchanges)
    if (!dryRun) {
      await removeOrphans(disk, orphans)
      for (const recording of about) await removeFrom(store, recording)
    }
    await store.close()
    return { recordings: about, originals, orphans: orphans.length, setAside, calls, notes, exchangeIds }
  } finally {
    lock.release()
  }
}

interface Found {
  /** Recordings, with the exchanges that are to be removed. */
  readonly about: readonly Recording[]
  /** Whether a text that is not redacted names the person. */
  readonly isReal: (text: string) => boolean
  /** Whether a text as it is recorded names the person. */
  readonly isRecorded: (text: string) => boolean
}

async function find(
  { recordings, ring, value }: ForgetOptions,
  store: DirectoryStore,
  reader: OriginalsReader,
): Promise<Found> {
  const redactors = redactorsOf(ring, await settleSettingsWith(recordings, ring))
  const isRecorded = createMentions([value, ...redactors.flatMap((redactor) => redactor.pseudonymsOf(value))])
  const isGiven = createMentions([value])
  const real = new Set([value])
  const about: Recording[] = []
  for await (const recording of store.list()) {
    const originals = new Map(recording.exchanges.map((each) => [each.id, originalIn(reader, each)] as const))
    const named = recording.exchanges.filter((exchange) => {
      const original = originals.get(exchange.id)
      return isRecorded(textOfExchange(exchange)) || (original && isGiven(textOfExchange(original)))
    })
    if (named.length === 0) continue
    about.push({ ...recording, exchanges: recording.callSid === null ? named : recording.exchanges })
    for (const original of originals.values()) {
      if (original === undefined) continue
      // All of a call is removed, so what was remembered under its SID is too.
      if (original.callSid !== null) real.add(original.callSid)
      for (const found of realValuesOf(original, redactors, value)) real.add(found)
    }
  }
  return { about, isReal: createMentions(real), isRecorded }
}

/** The original of an exchange, where it can be opened. */
function originalIn(reader: OriginalsReader, exchange: Exchange): Exchange | undefined {
  try {
    const found = reader.find(exchange)
    return found && originalInLine(found.line)
  } catch {
    return undefined
  }
}

function hasOriginal(reader: OriginalsReader, exchange: Exchange): boolean {
  try {
    return reader.find(exchange) !== undefined
  } catch {
    // It is there, under a key that is not.
    return true
  }
}

/** Removes a call, or of the exchanges of a day those that are given. */
async function removeFrom(store: DirectoryStore, recording: Recording): Promise<void> {
  if (recording.callSid !== null) {
    await store.remove(recording)
    return
  }
  const removed = new Set(recording.exchanges.map(({ id }) => id))
  for await (const found of store.list()) {
    if (found.callSid !== null || !found.exchanges.some(({ id }) => removed.has(id))) continue
    const exchanges = found.exchanges.filter(({ id }) => !removed.has(id))
    if (exchanges.length === 0) await store.remove(found)
    else await store.write({ ...found, exchanges })
  }
}
