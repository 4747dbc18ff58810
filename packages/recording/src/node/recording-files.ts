import { join } from 'node:path'
import { parseRecording, type ParsedRecording } from '../parse-recording.ts'
import { dayOf, recordingsOf } from '../recordings-of.ts'
import type { Recording } from '../recording.ts'
import type { Exchange } from '../exchange.ts'
import { serializeRecording } from '../serialize-recording.ts'
import type { FileSystem } from './file-system.ts'

export interface Damage {
  readonly where: string
  readonly reason: string
}

/** The recording files of a directory, found by the legs they hold. */
export interface RecordingFiles {
  /**
   * Brings exchanges into the recordings of their calls; says how many were not there yet. `areNew`: none of them
   * was brought in before, which spares a look at all that is there.
   */
  merge(exchanges: readonly Exchange[], areNew: boolean): Promise<number>
  /** Makes `recording` what is kept of its call. */
  replace(recording: Recording): Promise<void>
  read(callSid: string): Promise<Recording | undefined>
  /** Newest first. Damaged files are reported and passed over. */
  list(): AsyncIterable<Recording>
  /** The same, with exchanges that are in no file yet. */
  listWith(exchanges: readonly Exchange[]): AsyncIterable<Recording>
}

const headBytes = 8192
const filesAtOnce = 16
const unfinished = '.unfinished'
/** Ends the name of a file that continues a call. */
const part = '-part'

/** Opens the recording files of a directory: what an interrupted write left is removed, what is unreadable reported. */
export async function openRecordingFiles(options: {
  readonly fs: FileSystem
  readonly directory: string
  readonly isReadOnly: boolean
  readonly sync: boolean
  /** A call with more is kept in several files: no real call has, but a load test has. */
  readonly exchangesPerFile: number
  readonly onDamage: (damage: Damage) => void
}): Promise<RecordingFiles> {
  const { fs, directory, isReadOnly, sync, exchangesPerFile, onDamage } = options
  /** File names by key: a CallSid, or the day of exchanges without a call. */
  const filesByKey = new Map<string, Set<string>>()
  const keysByFile = new Map<string, readonly string[]>()
  /** How many exchanges a file holds, where this process wrote it. */
  const sizes = new Map<string, number>()
  const reported = new Set<string>()
  const taken = new Set<string>()

  for (const name of await fs.list(directory)) {
    taken.add(name)
    if (name.endsWith(unfinished)) {
      if (!isReadOnly) await fs.remove(join(directory, name))
    } else if (name.endsWith('.json')) {
      const keys = await keysOf(name)
      if (keys) index(name, keys)
    }
  }
  if (!isReadOnly) await healOverlaps()

  return { merge, replace, read, list, listWith }

  async function keysOf(name: string): Promise<readonly string[] | undefined> {
    const head = new TextDecoder().decode(await fs.readHead(join(directory, name), headBytes))
    const end = head.indexOf('\n  "exchanges": [')
    // The head is a recording of no exchanges; a file of another hand is read as a whole.
    const parsed =
      end < 0 || head.includes('"callSid": null')
        ? await load(name)
        : parseRecording(`${head.slice(0, end)}"exchanges":[]}`)
    if (parsed && 'recording' in parsed) return keysOfRecording(parsed.recording)
    if (parsed) report(name, parsed.damage.message)
    return undefined
  }

  async function merge(exchanges: readonly Exchange[], areNew: boolean): Promise<number> {
    let added = 0
    const started: Recording[] = []
    for (const incoming of recordingsOf(exchanges)) {
      const files = filesOf(keysOfRecording(incoming))
      if (files.length === 0) {
        started.push(incoming)
        continue
      }
      const size = files.reduce((sum, name) => sum + (sizes.get(name) ?? 0), incoming.exchanges.length)
      if (areNew && size > exchangesPerFile) {
        await write([incoming], [], part)
        added += incoming.exchanges.length
        continue
      }
      const kept = await exchangesIn(files)
      const known = new Set(kept.map(({ id }) => id))
      const fresh = incoming.exchanges.filter(({ id }) => !known.has(id))
      if (fresh.length === 0 && files.length <= 1) continue
      added += fresh.length
      await write(recordingsOf([...kept, ...fresh]), files)
    }
    // Calls that are new share no file, so their files are written side by side.
    for (let at = 0; at < started.length; at += filesAtOnce) {
      await Promise.all(started.slice(at, at + filesAtOnce).map(async (recording) => write([recording], [])))
    }
    return started.reduce((sum, recording) => sum + recording.exchanges.length, added)
  }

  async function replace(recording: Recording): Promise<void> {
    await write([recording], filesOf(keysOfRecording(recording)))
  }

  async function read(callSid: string): Promise<Recording | undefined> {
    const exchanges = await exchangesIn(filesOf([callSid]))
    return recordingsOf(exchanges).find(({ legs }) => legs.some((leg) => leg.callSid === callSid))
  }

  async function* list(): AsyncIterable<Recording> {
    const shown = new Set<string>()
    for (const name of [...keysByFile.keys()].sort().reverse()) {
      const keys = keysByFile.get(name)
      if (!keys || shown.has(name)) continue
      const files = filesOf(keys)
      for (const each of files) shown.add(each)
      yield* recordingsOf(await exchangesIn(files)).reverse()
    }
  }

  async function* listWith(exchanges: readonly Exchange[]): AsyncIterable<Recording> {
    const shown = new Set<string>()
    for (const group of recordingsOf(exchanges).reverse()) {
      const kept = await exchangesIn(filesOf(keysOfRecording(group)))
      for (const recording of recordingsOf([...kept, ...group.exchanges])) {
        for (const { id } of recording.exchanges) shown.add(id)
        yield recording
      }
    }
    for await (const recording of list()) {
      if (!recording.exchanges.some(({ id }) => shown.has(id))) yield recording
    }
  }

  /** Writes the new files first and removes the old ones last: at every moment each exchange is in a file. */
  async function write(
    recordings: readonly Recording[],
    replaced: readonly string[],
    ending = '',
  ): Promise<void> {
    const spare = [...replaced]
    for (const recording of recordings) {
      const name = spare.shift() ?? freeNameFor(recording, ending)
      const target = join(directory, name)
      await fs.write(target + unfinished, Buffer.from(serializeRecording(recording)), sync)
      await fs.rename(target + unfinished, target)
      unindex(name)
      index(name, keysOfRecording(recording))
      sizes.set(name, recording.exchanges.length)
    }
    for (const name of spare) {
      await fs.remove(join(directory, name))
      unindex(name)
    }
  }

  function freeNameFor(recording: Recording, ending: string): string {
    const first = recording.exchanges[0]
    const time = (first?.startedAt ?? '').replaceAll(/[^0-9TZ]/g, '')
    const call = recording.callSid?.replaceAll(/[^\w-]/g, '_').slice(0, 64) ?? 'no-call'
    const stem =
      recording.callSid === null && first ? `${dayOf(first).replaceAll('-', '')}-${call}` : `${time}-${call}`
    for (let number = 1; ; number++) {
      const name = number === 1 ? `${stem}${ending}.json` : `${stem}-${number}${ending}.json`
      // A name may be taken by a damaged file, which is never written over.
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
  }

  async function exchangesIn(files: readonly string[]): Promise<Exchange[]> {
    const all: Exchange[] = []
    for (const name of files) {
      const parsed = await load(name)
      if (parsed && 'recording' in parsed) {
        all.push(...parsed.recording.exchanges)
      } else {
        // Damaged since it was indexed: kept as it is, and no longer written to.
        if (parsed) report(name, parsed.damage.message)
        unindex(name)
      }
    }
    return all
  }

  async function load(name: string): Promise<ParsedRecording | undefined> {
    try {
      return parseRecording(new TextDecoder().decode(await fs.read(join(directory, name))))
    } catch (error) {
      report(name, error instanceof Error ? error.message : String(error))
      return undefined
    }
  }

  // Two files with the same leg are left when a run was killed between writing one and removing the other.
  async function healOverlaps(): Promise<void> {
    for (const key of filesByKey.keys()) {
      const files = filesOf([key]).filter((name) => !name.endsWith(`${part}.json`))
      if (files.length < 2) continue
      await write(
        recordingsOf(await exchangesIn(files)),
        files.filter((name) => keysByFile.has(name)),
      )
    }
  }

  function filesOf(keys: readonly string[]): string[] {
    const names = new Set(keys.flatMap((key) => [...(filesByKey.get(key) ?? [])]))
    return [...names].sort()
  }

  function index(name: string, keys: readonly string[]): void {
    keysByFile.set(name, keys)
    for (const key of keys) filesByKey.set(key, (filesByKey.get(key) ?? new Set()).add(name))
  }

  function unindex(name: string): void {
    for (const key of keysByFile.get(name) ?? []) filesByKey.get(key)?.delete(name)
    keysByFile.delete(name)
  }

  function report(name: string, reason: string): void {
    if (reported.has(name)) return
    reported.add(name)
    onDamage({ where: name, reason })
  }
}

function keysOfRecording({ callSid, legs, exchanges }: Recording): readonly string[] {
  if (callSid !== null) return [...new Set([callSid, ...legs.map((leg) => leg.callSid)])]
  const days = new Set(exchanges.map((exchange) => `no call on ${dayOf(exchange)}`))
  return [...days]
}
