import { RingbackError } from '@ringback/common'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { ListedRecording, RecordingsReader } from '@ringback/recording'
import type { Io } from '../shell/io.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { namedCall, type NamedCall } from './named-call.ts'
import { placeName, type RecordingsPlace } from './place.ts'
import { recordFirst } from './with-reader.ts'

/** Which recordings a command is about. */
export interface Selection {
  readonly place: RecordingsPlace
  /** What was asked for: the start of a CallSid, or a real CallSid or number; absent: all. */
  readonly name?: string
  /** What a real CallSid or number is called in the recordings. */
  readonly named?: NamedCall
}

/**
 * Reads what a user names: a folder of recordings, the file of one, a number, a CallSid, or the start of one, in the
 * place that the options and the configuration name. Nothing means all of that place.
 */
export async function selectionOf(
  name: string | undefined,
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): Promise<Selection> {
  if (name === undefined) return { place }
  const path = resolve(io.cwd, name)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) return { place: { folder: path } }
  if (found?.isFile() === true) return { place: { folder: dirname(path) }, name: sidIn(path) }
  return { place, name, named: await namedCall(name, place.folder, loaded, io) }
}

function sidIn(path: string): string {
  return /[A-Z]{2}[0-9a-zA-Z]{8,}/.exec(path.slice(dirname(path).length))?.[0] ?? ''
}

/** What is known of the recordings selected, oldest first. Throws a `RingbackError` when none fits. */
export async function listSelected(
  reader: RecordingsReader,
  selection: Selection,
): Promise<Iterable<ListedRecording>> {
  const { name = '', named } = selection
  const found =
    name === ''
      ? await reader.list()
      : (await reader.naming([name, ...(named?.sids ?? []), ...(named?.parties ?? [])])).filter((listed) =>
          isSelected(listed, selection),
        )
  for (const _one of found) return found
  throw nothingSelected(selection)
}

/** Whether a recording is among those selected. */
export function isSelected(
  { summary: { legs, parties } }: ListedRecording,
  { name = '', named }: Pick<Selection, 'name' | 'named'>,
): boolean {
  if (name === '' || legs.some((sid) => sid.startsWith(name) || named?.sids.includes(sid))) return true
  return (
    named !== undefined && named.parties.length > 0 && parties.some((each) => named.parties.includes(each))
  )
}

function nothingSelected({ place, name }: Selection): RingbackError {
  const where = placeName(place)
  if (name === undefined || name === '')
    return new RingbackError('no-recordings', `No recordings in ${where}.`, { remedy: recordFirst })
  return new RingbackError('no-such-call', `No recording of a call ${name} in ${where}.`, {
    remedy:
      'List the recorded calls: ringback show. A real CallSid or number is found with the redaction key only.',
  })
}
