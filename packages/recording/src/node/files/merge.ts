import { join } from 'node:path'
import { bodyCharacters } from '../../body.ts'
import type { Exchange } from '../../exchange.ts'
import type { Recording } from '../../recording.ts'
import { keyOfExchange, recordingsOf } from '../../recordings-of.ts'
import { isPartName, keysOfRecording, newFileName, newPartName } from './file-names.ts'
import { loadRecording, writeRecording, type RecordingFolder } from './folder.ts'

/** Why an exchange was not written, by its id. */
export type Failures = Map<string, unknown>

const filesAtOnce = 16

/** Brings exchanges into the recordings of their calls. What is there already is not written again. */
export async function mergeExchanges(
  folder: RecordingFolder,
  exchanges: readonly Exchange[],
): Promise<Failures> {
  const failures: Failures = new Map()
  const started: Recording[] = []
  const attempt = async (incoming: Recording, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      for (const { id } of incoming.exchanges) failures.set(id, error)
    }
  }
  for (const incoming of recordingsOf(exchanges)) {
    const files = folder.index.filesOf(keysOfRecording(incoming))
    if (files.length === 0) started.push(incoming)
    else await attempt(incoming, async () => mergeInto(folder, files, incoming))
  }
  // Calls that are new share no file, so their files are written side by side.
  for (let at = 0; at < started.length; at += filesAtOnce) {
    await Promise.all(
      started
        .slice(at, at + filesAtOnce)
        .map(async (recording) => attempt(recording, async () => replaceFiles(folder, [recording], []))),
    )
  }
  return failures
}

async function mergeInto(
  folder: RecordingFolder,
  files: readonly string[],
  incoming: Recording,
): Promise<void> {
  const known = await Promise.all(files.map(async (name) => idsIn(folder, name)))
  const fresh = incoming.exchanges.filter(({ id }) => !known.some((ids) => ids.has(id)))
  const [first = '', ...others] = files.filter((name) => !isPartName(name))
  // Legs that turn out to be one call: its files become one.
  if (others.length > 0) {
    const kept = await exchangesIn(folder, files)
    await replaceFiles(folder, recordingsOf([...kept, ...fresh]), files)
    return
  }
  if (fresh.length === 0) return
  const last = files.findLast(isPartName) ?? first
  const tail = await loadRecording(folder, last)
  if (tail === undefined || !fitTogether([...tail.exchanges, ...fresh], folder.exchangesPerFile)) {
    const part = { ...incoming, exchanges: fresh }
    const name =
      tail === undefined && files.length === 1 ? freeName(folder, part) : freeName(folder, part, first)
    await writeRecording(folder, name, tail === undefined ? part : continued(tail, part))
    return
  }
  const joined = recordingsOf([...tail.exchanges, ...fresh])
  const [whole] = joined
  const isWhole = files.length === 1 && joined.length === 1 && whole !== undefined
  const exchanges = joined.flatMap((recording) => recording.exchanges).sort(byId)
  await writeRecording(folder, last, isWhole ? whole : continued(tail, { ...incoming, exchanges }))
}

/** A part of a call is found by all legs of the call, also by those that only earlier exchanges name. */
function continued({ callSid, legs }: Recording, recording: Recording): Recording {
  const known = new Set(legs.map((leg) => leg.callSid))
  return {
    ...recording,
    callSid,
    legs: [...legs, ...recording.legs.filter((leg) => !known.has(leg.callSid))],
  }
}

function byId(a: Exchange, b: Exchange): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Writes the new files first and removes the old ones last: at every moment each exchange is in a file. */
export async function replaceFiles(
  folder: RecordingFolder,
  recordings: readonly Recording[],
  replaced: readonly string[],
): Promise<void> {
  const spare = replaced.filter((name) => folder.index.has(name))
  for (const recording of recordings) {
    let first: string | undefined
    for (const part of partsOf(recording, folder.exchangesPerFile)) {
      const at = spare.findIndex((name) => isPartName(name) === (first !== undefined))
      const [name = freeName(folder, part, first)] = at < 0 ? [] : spare.splice(at, 1)
      await writeRecording(folder, name, part)
      first ??= name
    }
  }
  for (const name of spare) {
    await folder.fs.remove(join(folder.directory, name))
    folder.index.delete(name)
    folder.ids.delete(name)
  }
}

function partsOf(recording: Recording, most: number): readonly Recording[] {
  if (recording.exchanges.length === 0) return [recording]
  const parts: Exchange[][] = []
  for (const exchange of recording.exchanges) {
    const last = parts.at(-1)
    if (last !== undefined && fitTogether([...last, exchange], most)) last.push(exchange)
    else parts.push([exchange])
  }
  return parts.map((exchanges) => ({ ...recording, exchanges }))
}

/** A file with several exchanges has about so many characters at most, so that adding one never writes much. */
const mostCharacters = 2 ** 20

/** Whether exchanges may share a file. */
function fitTogether(exchanges: readonly Exchange[], most: number): boolean {
  const characters = exchanges.reduce((sum, exchange) => sum + bodyCharacters(exchange), 0)
  return exchanges.length <= most && (exchanges.length === 1 || characters <= mostCharacters)
}

/** The exchanges of several files. */
export async function exchangesIn(folder: RecordingFolder, files: readonly string[]): Promise<Exchange[]> {
  const all: Exchange[] = []
  for (const name of files) all.push(...((await loadRecording(folder, name))?.exchanges ?? []))
  return all
}

/** The file that holds an exchange. */
export async function fileHolding(folder: RecordingFolder, exchange: Exchange): Promise<string | undefined> {
  // The last ones first: there what was just written is.
  for (const name of folder.index.filesOf([keyOfExchange(exchange)]).reverse()) {
    if ((await idsIn(folder, name)).has(exchange.id)) return name
  }
  return undefined
}

async function idsIn(folder: RecordingFolder, name: string): Promise<ReadonlySet<string>> {
  const known = folder.ids.get(name)
  if (known) return known
  const recording = await loadRecording(folder, name)
  const ids = new Set(recording?.exchanges.map(({ id }) => id))
  if (recording) folder.ids.set(name, ids)
  return ids
}

function freeName({ taken }: RecordingFolder, recording: Recording, continues?: string): string {
  const name = continues === undefined ? newFileName(recording, taken) : newPartName(continues, taken)
  taken.add(name)
  return name
}
