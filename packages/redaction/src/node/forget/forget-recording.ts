import type { Damage, Exchange, Recording } from '@ringback/recording'
import { lockFolder, nodeFileSystem, openDirectoryStore } from '@ringback/recording/node'
import { originalInLine } from '../originals/original-text.ts'
import { removeUnfinishedOriginals } from '../originals/originals-folder.ts'
import { createOriginalsReader, type OriginalsReader } from '../originals/read-originals.ts'
import { removeOriginals } from '../originals/remove-originals.ts'
import { forgetCalls } from '../settle/call-knowledge.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { createMentions } from './mentions.ts'

/** Which recording `forgetRecording` removes. */
export interface ForgetRecordingOptions {
  /** The recordings folder. */
  readonly recordings: string
  /** Without the right key, originals are removed whose file holds nothing of other calls. */
  readonly ring: KeyRing
  /** The id of an exchange of the recording. */
  readonly exchange: string
  readonly onDamage?: (damage: Damage) => void
}

/** What `forgetRecording` has removed. */
export interface ForgottenRecording {
  readonly recording: Recording
  /** Sealed originals. */
  readonly originals: number
}

/**
 * Removes the recording that has an exchange: all of a call with its originals, what was remembered of it, and its notes. The
 * recording goes last, so what was interrupted can be repeated. Undefined when there is no such recording.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function forgetRecording(
  options: ForgetRecordingOptions,
): Promise<ForgottenRecording | undefined> {
  const { recordings, ring, exchange, onDamage = () => undefined } = options
  const lock = await lockFolder(recordings)
  try {
    await removeUnfinishedOriginals(recordings)
    const store = await openDirectoryStore({ directory: recordings, lock: 'held', onDamage })
    const recording = await recordingWith(exchange, store.list())
    if (recording === undefined) return undefined
    const reader = createOriginalsReader(recordings, ring, onDamage)
    await forgetCalls({ recordings, ring, onDamage }, isOneOf(recording, reader))
    const disk = { recordings, ring, fs: nodeFileSystem, sync: false, onDamage }
    const originals = await removeOriginals(disk, reader, recording.exchanges)
    await store.remove(recording)
    await store.close()
    return { recording, originals }
  } finally {
    lock.release()
  }
}

async function recordingWith(
  exchange: string,
  recordings: AsyncIterable<Recording>,
): Promise<Recording | undefined> {
  for await (const recording of recordings) {
    if (recording.exchanges.some(({ id }) => id === exchange)) return recording
  }
  return undefined
}

/** What is remembered of a call is remembered under its real SID, which the originals have. */
function isOneOf({ exchanges }: Recording, reader: OriginalsReader): (text: string) => boolean {
  const sids = exchanges.flatMap((exchange) => [exchange.callSid, realSidOf(exchange, reader)])
  return createMentions(sids.filter((callSid) => callSid !== null))
}

function realSidOf(exchange: Exchange, reader: OriginalsReader): string | null {
  try {
    const found = reader.find(exchange)
    return found === undefined ? null : originalInLine(found.line).callSid
  } catch {
    // It is sealed with a key that is not here.
    return null
  }
}
