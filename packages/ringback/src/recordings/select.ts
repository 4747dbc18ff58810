import { messageOf, RingbackError } from '@ringback/common'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { RecordingStore } from '@ringback/recording'
import {
  openDirectoryStore,
  openRecordingsReader,
  type ListedRecording,
  type RecordingsReader,
} from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { reportDamage } from './damage.ts'
import { createProgressLine } from '../reporters/progress-line.ts'
import { namedCall, type NamedCall } from './named-call.ts'
import { settleFirst } from './settle-first.ts'

/** Which recordings a command is about. */
export interface Selection {
  /** The folder they are kept in. */
  readonly directory: string
  /** What was asked for: the start of a CallSid, or a real CallSid or number; absent: all. */
  readonly name?: string
  /** What a real CallSid or number is called in the recordings. */
  readonly named?: NamedCall
}

/**
 * Reads what a user names: a folder of recordings, the file of one, a number, a CallSid, or the start of one, in the
 * folder that the configuration names. Nothing means that whole folder.
 */
export async function selectionOf(
  name: string | undefined,
  folder: string,
  loaded: LoadedConfig,
  io: Io,
): Promise<Selection> {
  if (name === undefined) return { directory: folder }
  const path = resolve(io.cwd, name)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) return { directory: path }
  if (found?.isFile() === true) return { directory: dirname(path), name: sidIn(path) }
  return { directory: folder, name, named: await namedCall(name, folder, loaded, io) }
}

function sidIn(path: string): string {
  return /[A-Z]{2}[0-9a-zA-Z]{8,}/.exec(path.slice(dirname(path).length))?.[0] ?? ''
}

const recordFirst = 'Record calls first: ringback record http://127.0.0.1:3000'

/**
 * Opens the folder of a selection for writing, after what a recorder has left sealed was recorded. Damaged files are
 * printed as they are found. Throws a `RingbackError` when the folder cannot be opened.
 */
export async function openRecordings(directory: string, io: Io): Promise<RecordingStore> {
  await settleFirst(directory, io)
  try {
    return await openDirectoryStore({ directory, onDamage: (damage) => reportDamage(io, damage) })
  } catch (error) {
    throw new RingbackError('recordings-unreadable', messageOf(error), { remedy: recordFirst, cause: error })
  }
}

/** Opens a folder for reading, as `openRecordings` does, without reading more than has changed since it was read last. */
export async function openReader(directory: string, io: Io): Promise<RecordingsReader> {
  await settleFirst(directory, io)
  const progress = createProgressLine(io)
  try {
    return await openRecordingsReader({
      directory,
      onDamage: (damage) => reportDamage(io, damage),
      onProgress(read, total) {
        if (total > shownFrom) progress.show(`reading ${read} of ${total} recordings`)
      },
    })
  } catch (error) {
    throw new RingbackError('recordings-unreadable', messageOf(error), { remedy: recordFirst, cause: error })
  } finally {
    progress.clear()
  }
}

/** Fewer files are read too soon for a line of progress. */
const shownFrom = 500

/** What is known of the recordings selected, oldest first. Throws a `RingbackError` when none fits. */
export function listSelected(reader: RecordingsReader, selection: Selection): Iterable<ListedRecording> {
  const { name = '', named } = selection
  const found =
    name === ''
      ? reader.recordings
      : reader
          .naming([name, ...(named?.sids ?? []), ...(named?.parties ?? [])])
          .filter((listed) => isSelected(listed, selection))
  for (const _one of found) return found
  throw nothingSelected(selection)
}

/** Whether a recording is among those selected. */
export function isSelected(
  { summary: { legs, parties } }: ListedRecording,
  { name = '', named }: Selection,
): boolean {
  if (name === '' || legs.some((sid) => sid.startsWith(name) || named?.sids.includes(sid))) return true
  return (
    named !== undefined && named.parties.length > 0 && parties.some((each) => named.parties.includes(each))
  )
}

function nothingSelected({ directory, name }: Selection): RingbackError {
  if (name === undefined || name === '')
    return new RingbackError('no-recordings', `No recordings in ${directory}.`, { remedy: recordFirst })
  return new RingbackError('no-such-call', `No recording of a call ${name} in ${directory}.`, {
    remedy:
      'List the recorded calls: ringback show. A real CallSid or number is found with the redaction key only.',
  })
}
