import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, RingbackError } from '@ringback/common'
import type { Damage } from '../../damage.ts'
import type { Exchange } from '../../exchange.ts'
import { parseRecording } from '../../parse-recording.ts'
import type { Recording } from '../../recording.ts'
import { recordingsOf } from '../../recordings-of.ts'
import { createFileIndex, type FileIndex } from '../files/file-index.ts'
import { keepIndex, readKeptIndex } from './index-file.ts'
import { keysIn, mayName, rowsOf, summariesIn, type IndexedFile } from './index-text.ts'
import { summaryOf, type RecordingSummary } from './recording-summary.ts'
import { scanFolder, type FileStamp } from './scan-folder.ts'

/** How `openRecordingsReader` reads a folder. */
export interface RecordingsReaderOptions {
  readonly directory: string
  /** Is told of files that cannot be read, as they are found, once each. */
  readonly onDamage?: (damage: Damage) => void
  /** Is told how many of the files that have to be read were read. */
  readonly onProgress?: (read: number, total: number) => void
  /** Folders with fewer files are read without an index. Default: 200. */
  readonly fewestIndexed?: number
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number
}

/** A recording, and where it is kept. */
export interface ListedRecording {
  readonly summary: RecordingSummary
  readonly files: readonly string[]
}

/** What is in a folder of recordings, found without reading all of it. */
export interface RecordingsReader {
  /** The recordings, oldest first. */
  readonly recordings: readonly ListedRecording[]
  /** Those that may name one of some texts (a CallSid or the start of one, a number), found sooner than all. */
  naming(texts: readonly string[]): readonly ListedRecording[]
  /** Reads a recording whole; undefined when it is gone. */
  read(listed: ListedRecording): Recording | undefined
  /** What could not be read so far. */
  damage(): readonly Damage[]
}

/** So many milliseconds must lie between a change and the index, or another change might look the same. */
const settledMs = 1000
const progressEvery = 250

/**
 * Opens a folder for reading. What its files hold is kept in an index in its state folder, redacted recordings only, and
 * only files that are new or changed are read. Blocks while it reads.
 * @throws {RingbackError} `no-recordings` when the folder does not exist.
 */
export async function openRecordingsReader(options: RecordingsReaderOptions): Promise<RecordingsReader> {
  const { directory, fewestIndexed = 200, now = Date.now } = options
  const damage = new Map<string, Damage>()
  const report = (found: Damage): void => {
    if (damage.has(found.where)) return
    damage.set(found.where, found)
    options.onDamage?.(found)
  }
  const stamps = stampsIn(directory, report)
  const isIndexed = stamps.size >= fewestIndexed
  const kept = isIndexed ? readKeptIndex(directory) : new Map<string, IndexedFile>()
  const trustedUntil = now() - settledMs
  const files = new Map<string, string>()
  const indexed = new Map<string, IndexedFile>()
  const stale = [...stamps].filter(([name, stamp]) => {
    const known = kept.get(name)
    return known === undefined || known.stamp !== stamp.text
  })
  const isStale = new Set(stale.map(([name]) => name))
  for (const [name, known] of kept) {
    if (!stamps.has(name) || isStale.has(name)) continue
    files.set(name, known.rows)
    indexed.set(name, known)
  }
  for (const [at, [name, stamp]] of stale.entries()) {
    if (at % progressEvery === 0) options.onProgress?.(at, stale.length)
    const { exchanges, legs } = fileIn(directory, name, report)
    const rows = rowsOf(summariesOf(exchanges, legs))
    files.set(name, rows)
    const isRedacted = exchanges.length > 0 && exchanges.every(({ redaction }) => redaction !== undefined)
    if (isRedacted && stamp.changedMs < trustedUntil) indexed.set(name, { stamp: stamp.text, rows })
  }
  options.onProgress?.(stale.length, stale.length)
  const isChanged = indexed.size !== kept.size || stale.some(([name]) => indexed.has(name))
  if (isIndexed && isChanged) await keepIndex(directory, indexed)
  const list = createLister(directory, files, report)
  let all: readonly ListedRecording[] | undefined
  return {
    get recordings() {
      all ??= list(files.keys())
      return all
    },
    naming: (texts) =>
      list([...files].flatMap(([name, rows]) => (texts.some((text) => mayName(rows, text)) ? [name] : []))),
    read: ({ files: names, summary }) =>
      recordingsOf(exchangesIn(directory, names, report)).find(({ exchanges }) =>
        exchanges.some(({ id }) => id === summary.firstId),
      ),
    damage: () => [...damage.values()],
  }
}

type Report = (damage: Damage) => void

function stampsIn(directory: string, report: Report): ReadonlyMap<string, FileStamp> {
  try {
    return scanFolder(directory, report)
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new RingbackError('no-recordings', `The recordings folder ${directory} does not exist.`, {
      remedy: 'Record calls first: ringback record http://127.0.0.1:3000',
      cause: error,
    })
  }
}

const nothing = { exchanges: [], legs: [] }

/** What one file holds; nothing when it is gone, or damaged, which is reported. */
function fileIn(directory: string, name: string, report: Report): Pick<Recording, 'exchanges' | 'legs'> {
  const where = join(directory, name)
  try {
    const parsed = parseRecording(readFileSync(where, 'utf8'))
    if ('recording' in parsed) return parsed.recording
    report({ where, line: parsed.damage.line, reason: parsed.damage.message })
  } catch (error) {
    if (!isMissing(error)) report({ where, reason: messageOf(error) })
  }
  return nothing
}

function exchangesIn(directory: string, names: readonly string[], report: Report): readonly Exchange[] {
  return names.flatMap((name) => fileIn(directory, name, report).exchanges)
}

/** A file that is a part of a long call names the legs that only the other parts tell of. */
function summariesOf(exchanges: readonly Exchange[], legs: Recording['legs']): readonly RecordingSummary[] {
  const summaries = recordingsOf(exchanges).map(summaryOf)
  const [only] = summaries
  if (only === undefined || summaries.length > 1) return summaries
  return [{ ...only, legs: [...new Set([...only.legs, ...legs.map(({ callSid }) => callSid)])] }]
}

/**
 * Lists the recordings of some files, oldest first. Files that share a leg or a day are read together, since they are one
 * recording.
 */
function createLister(
  directory: string,
  files: ReadonlyMap<string, string>,
  report: Report,
): (names: Iterable<string>) => readonly ListedRecording[] {
  let shared: FileIndex | undefined
  return (names) => {
    shared ??= filesThatShare(files)
    const found: ListedRecording[] = []
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) continue
      const together = shared.has(name) ? shared.filesOf(shared.keysOf(name)) : [name]
      if (together.length > 1) for (const each of together) seen.add(each)
      const summaries =
        together.length > 1
          ? recordingsOf(exchangesIn(directory, together, report)).map(summaryOf)
          : summariesIn(files.get(name) ?? '')
      for (const summary of summaries) found.push({ summary, files: together })
    }
    return found.sort(byStart)
  }
}

function byStart({ summary: a }: ListedRecording, { summary: b }: ListedRecording): number {
  return a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0
}

/** The files that have a key in common with another one; most have none. */
function filesThatShare(files: ReadonlyMap<string, string>): FileIndex {
  const index = createFileIndex()
  const owners = new Map<string, string>()
  const share = (name: string): void => {
    if (!index.has(name)) index.set(name, keysIn(files.get(name) ?? ''))
  }
  for (const [name, rows] of files) {
    for (const key of keysIn(rows)) {
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, name)
      else if (owner !== name) {
        share(owner)
        share(name)
      }
    }
  }
  return index
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
