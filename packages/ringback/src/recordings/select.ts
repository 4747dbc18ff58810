import { messageOf, RingbackError } from '@ringback/common'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Recording, RecordingStore } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'
import { reportDamage } from './damage.ts'
import { settleFirst } from './settle-first.ts'

/** Which recordings a command is about. */
export interface Selection {
  /** The folder they are kept in. */
  readonly directory: string
  /** The start of a CallSid of any of a recording's legs; absent: all. */
  readonly callSid?: string
}

/**
 * Reads what a user names: a folder of recordings, the file of one, or the start of a CallSid in the folder that
 * the configuration names. Nothing means that whole folder.
 */
export async function selectionOf(name: string | undefined, folder: string, io: Io): Promise<Selection> {
  if (name === undefined) return { directory: folder }
  const path = resolve(io.cwd, name)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) return { directory: path }
  if (found?.isFile() === true) return { directory: dirname(path), callSid: sidIn(path) }
  return { directory: folder, callSid: name }
}

function sidIn(path: string): string {
  return /[A-Z]{2}[0-9a-zA-Z]{8,}/.exec(path.slice(dirname(path).length))?.[0] ?? ''
}

const recordFirst = 'Record calls first: ringback record http://127.0.0.1:3000'

/**
 * Opens the folder of a selection, after what a recorder has left sealed was recorded. Damaged files are printed as they
 * are found. Throws a `RingbackError` when the folder cannot be read.
 */
export async function openRecordings(
  directory: string,
  access: 'read' | 'write',
  io: Io,
): Promise<RecordingStore> {
  await settleFirst(directory, io)
  try {
    return await openDirectoryStore({ directory, access, onDamage: (damage) => reportDamage(io, damage) })
  } catch (error) {
    throw new RingbackError('recordings-unreadable', messageOf(error), { remedy: recordFirst, cause: error })
  }
}

/** The recordings selected, oldest first. Throws a `RingbackError` when none fits. */
export async function readSelected(
  store: RecordingStore,
  { directory, callSid = '' }: Selection,
): Promise<readonly Recording[]> {
  const found: Recording[] = []
  for await (const recording of store.list()) {
    if (callSid === '' || recording.legs.some((leg) => leg.callSid.startsWith(callSid))) {
      found.unshift(recording)
    }
  }
  if (found.length === 0) {
    throw callSid === ''
      ? new RingbackError('no-recordings', `No recordings in ${directory}.`, { remedy: recordFirst })
      : new RingbackError('no-such-call', `No recording of a call ${callSid} in ${directory}.`, {
          remedy: 'List the recorded calls: ringback show',
        })
  }
  return found
}
