import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMissingFile, messageOf, RingbackError } from '@ringback/common'
import type { Damage } from '../../damage.ts'
import type { Exchange } from '../../exchange.ts'
import { parseRecording } from '../../parse-recording.ts'
import type { Recording } from '../../recording.ts'
import { summaryOf, type RecordingSummary } from '../../reader/recording-summary.ts'
import { pageOfListed } from '../../reader/page-of-listed.ts'
import type { ListedRecording, RecordingsReader } from '../../reader/recordings-reader.ts'
import { recordingsOf } from '../../recordings-of.ts'
import { createFileIndex, type FileIndex } from '../files/file-index.ts'
import { keepIndex, readKeptIndex } from './index-file.ts'
import {
  createIndexCursor,
  holdsOne,
  keysIn,
  mayName,
  rowsOf,
  startIn,
  summariesIn,
  summaryOfOne,
  type IndexedFile,
} from './index-text.ts'
import { recordingNamesIn, stampOf, type FileStamp } from './scan-folder.ts'

/** How `openRecordingsReader` reads a folder. */
export interface RecordingsReaderOptions {
  readonly directory: string
  /** Files that are links are left out. Default: they are followed. */
  readonly ignoreLinks?: boolean
  /** Is told of files that cannot be read, as they are found, once each. */
  readonly onDamage?: (damage: Damage) => void
  /** Is told how many of the files that have to be read were read. */
  readonly onProgress?: (read: number, total: number) => void
  /** Folders with fewer files are read without an index. Default: 200. */
  readonly fewestIndexed?: number
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number
}

/** So many milliseconds must lie between a change and the index, or another change might look the same. */
const settledMs = 1000
const progressEvery = 250

/**
 * Opens a folder for reading. What its files hold is kept in an index in its state folder, redacted recordings only, and
 * only files that are new or changed are read: each file is asked for its size, time and inode. Blocks while it reads.
 * @throws {RingbackError} `no-recordings` when the folder does not exist.
 */
export async function openRecordingsReader(options: RecordingsReaderOptions): Promise<RecordingsReader> {
  const { directory, ignoreLinks = false, fewestIndexed = 200, now = Date.now } = options
  const damage = new Map<string, Damage>()
  const report = (found: Damage): void => {
    if (damage.has(found.where)) return
    damage.set(found.where, found)
    options.onDamage?.(found)
  }
  const names = namesIn(directory).filter((name) => !ignoreLinks || !isLink(join(directory, name)))
  const isIndexed = names.length >= fewestIndexed
  const trustedUntil = now() - settledMs
  const { files, stale, lostLines } = knownFiles(
    { directory, names, lines: isIndexed ? readKeptIndex(directory) : '' },
    report,
  )
  const unkept = new Set<string>()
  for (const [at, { index, name, stamp }] of stale.entries()) {
    if (at % progressEvery === 0) options.onProgress?.(at, stale.length)
    const { exchanges, legs } = fileIn(directory, name, report)
    const isRedacted = exchanges.length > 0 && exchanges.every(({ redaction }) => redaction !== undefined)
    if (!isRedacted || stamp.changedMs >= trustedUntil) unkept.add(name)
    files[index] = { name, stamp: stamp.text, isShared: false, rows: rowsOf(summariesOf(exchanges, legs)) }
  }
  options.onProgress?.(stale.length, stale.length)
  // The index of a folder that has not changed says which files belong together.
  const isUnchanged = isIndexed && stale.length === 0 && !lostLines
  const shared = filesThatShare(isUnchanged ? files.filter(({ isShared }) => isShared) : files)
  if (isIndexed && (lostLines || unkept.size < stale.length)) {
    const kept = files.filter(({ name }) => !unkept.has(name))
    await keepIndex(
      directory,
      kept.map((file) => ({ ...file, isShared: shared.has(file.name) })),
    )
  }
  const list = createLister(directory, shared, report)
  let all: Iterable<ListedRecording> | undefined
  return {
    list: async () => (all ??= list(files)),
    naming: async (texts) => [...list(files.filter(({ rows }) => texts.some((text) => mayName(rows, text))))],
    page: async (wanted, part) => pageOfListed((all ??= list(files)), wanted, part),
    read: async ({ files: together, summary }) => readTogether(directory, together, summary.firstId, report),
    damage: () => [...damage.values()],
  }
}

/**
 * Reads a recording that a reader of the same folder listed, in a thread that has no reader. `listed`: the files and the id of
 * the first exchange. Undefined when it is gone or cannot be read.
 */
export function readListedRecording(
  directory: string,
  { files, firstId }: { readonly files: readonly string[]; readonly firstId: string },
): Recording | undefined {
  return readTogether(directory, files, firstId, () => undefined)
}

function readTogether(
  directory: string,
  files: readonly string[],
  firstId: string,
  report: Report,
): Recording | undefined {
  return recordingsOf(exchangesIn(directory, files, report)).find(({ exchanges }) =>
    exchanges.some(({ id }) => id === firstId),
  )
}

type Report = (damage: Damage) => void

/** A file that has to be read, and where it stands among the others. */
interface StaleFile {
  readonly index: number
  readonly name: string
  readonly stamp: FileStamp
}

interface FolderAtRest {
  readonly directory: string
  readonly names: readonly string[]
  /** Of the index that was kept. */
  readonly lines: string
}

interface KnownFiles {
  /** All files, sorted by name; of those that are stale, nothing is known yet. */
  readonly files: IndexedFile[]
  readonly stale: readonly StaleFile[]
  /** Whether the index has lines of files that are gone or have changed. */
  readonly lostLines: boolean
}

/** Compares the files of a folder with its index. */
function knownFiles({ directory, names, lines }: FolderAtRest, report: Report): KnownFiles {
  const cursor = createIndexCursor(lines)
  const files: IndexedFile[] = []
  const stale: StaleFile[] = []
  for (const name of names) {
    const stamp = stampOf(directory, name, report)
    if (stamp === undefined) continue
    const known = cursor.find(name, stamp.text)
    if (known === undefined) stale.push({ index: files.length, name, stamp })
    files.push(known ?? { name, stamp: stamp.text, isShared: false, rows: '' })
  }
  return { files, stale, lostLines: !cursor.foundAll() }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

function namesIn(directory: string): readonly string[] {
  try {
    return recordingNamesIn(directory)
  } catch (error) {
    if (!isMissingFile(error)) throw error
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
    if (!isMissingFile(error)) report({ where, reason: messageOf(error) })
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

/** A file with one recording, which is not looked at before it is asked for, or a recording. */
type Entry = IndexedFile | ListedRecording

/**
 * Lists the recordings of some files, oldest first. Files that share a leg or a day are read together, since they are one
 * recording.
 */
function createLister(
  directory: string,
  shared: FileIndex,
  report: Report,
): (files: readonly IndexedFile[]) => Iterable<ListedRecording> {
  return (files) => {
    const entries: Entry[] = []
    const seen = new Set<string>()
    for (const file of files) {
      if (seen.has(file.name)) continue
      const together = shared.has(file.name) ? shared.filesOf(shared.keysOf(file.name)) : undefined
      if (together !== undefined) {
        for (const each of together) seen.add(each)
        const recordings = recordingsOf(exchangesIn(directory, together, report))
        for (const recording of recordings) entries.push({ summary: summaryOf(recording), files: together })
      } else if (holdsOne(file.rows)) entries.push(file)
      else for (const summary of summariesIn(file.rows)) entries.push({ summary, files: [file.name] })
    }
    const sorted = inOrder(entries)
    return {
      *[Symbol.iterator]() {
        for (const entry of sorted) {
          if ('rows' in entry) yield { summary: summaryOfOne(entry.rows), files: [entry.name] }
          else yield entry
        }
      },
    }
  }
}

/** Oldest first. Files are named after the start of what they hold, so that they are in order already as a rule. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  let latest = ''
  for (const entry of entries) {
    const start = startOf(entry)
    if (start < latest) return entries.toSorted(byStart)
    latest = start
  }
  return entries
}

function byStart(one: Entry, other: Entry): number {
  const [a, b] = [startOf(one), startOf(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

function startOf(entry: Entry): string {
  return 'rows' in entry ? startIn(entry.rows) : entry.summary.startedAt
}

/** The files that have a key in common with another one; most have none. */
function filesThatShare(files: readonly IndexedFile[]): FileIndex {
  const index = createFileIndex()
  const owners = new Map<string, IndexedFile>()
  const share = ({ name, rows }: IndexedFile): void => {
    if (!index.has(name)) index.set(name, keysIn(rows))
  }
  for (const file of files) {
    for (const key of keysIn(file.rows)) {
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, file)
      else if (owner !== file) {
        share(owner)
        share(file)
      }
    }
  }
  return index
}
