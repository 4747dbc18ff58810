import type { KeyRing } from '../keys/redaction-keys.ts'
import { readCheckpoint } from '../settle/checkpoint.ts'
import type { AppendFile } from '../spool/append-file.ts'
import { openSegments } from '../spool/held-spools.ts'
import { spoolBytesOf, spoolFolderOf } from '../spool/spool-folder.ts'
import { createSpoolWriter } from '../spool/spool-writer.ts'
import { createRecordingFolder, inRecordingFolder, type OpenedFolder } from './recording-folder.ts'
import { withOwnTime } from './with-own-time.ts'
import { spoolLimits, type RecorderOptions } from './recorder-options.ts'
import type { Recorder } from './recorder.ts'

/**
 * Opens a recordings folder for recording. Returns at once: what an earlier run has left in the spool is recorded in the
 * background, by the same worker thread that records what is taken now.
 * @throws {FolderInUseError} while another process writes to the folder.
 * @throws {WrongKeyError} when the folder or its spool was made with a key that is not in the ring.
 * @throws {RingbackError} when the database of `store` can be reached and refuses these recordings: see `openRecordingStore`.
 */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  return inRecordingFolder(options, async (opened) => run(options, opened))
}

interface Leftover {
  readonly firstSegment: number
  readonly usedBytes: number
  readonly leftover: ReadonlyMap<number, AppendFile>
}

async function leftoverIn(recordings: string, ring: KeyRing): Promise<Leftover> {
  const spool = spoolFolderOf(recordings)
  const leftover = await openSegments(spool)
  // Never a number that the checkpoint may be about.
  const firstSegment = 1 + Math.max(0, ...leftover.keys(), (await readCheckpoint(spool, ring)).segment)
  return { firstSegment, usedBytes: await spoolBytesOf(recordings), leftover }
}

async function run(options: RecorderOptions, opened: OpenedFolder): Promise<Recorder> {
  const { recordings, ring, durability, files } = options
  const leftover = await leftoverIn(recordings, ring)
  const isOfThisRun = (spool: number, segment: number): boolean =>
    spool === 0 && segment >= leftover.firstSegment
  const folder = await createRecordingFolder(options, opened, isOfThisRun)
  const { ledger, held } = folder
  const writer = createSpoolWriter({
    spool: spoolFolderOf(recordings),
    keys: ring.current,
    durability,
    ...leftover,
    ...spoolLimits(options),
    ...(files && { files }),
    onKept: (exchanges) => ledger.kept(exchanges),
    onNotKept: (exchanges, reason, message) =>
      ledger.notRecorded(
        reason,
        message,
        exchanges.map(({ id }) => id),
      ),
  })
  await writer.prepare()
  folder.start({
    writers: 'holder',
    settled({ spool, segment, bytes }) {
      writer.settled(spool === 0 ? segment : undefined, bytes)
      held.settled(spool, segment)
    },
    async restore() {
      await writer.restore()
      await held.restore()
    },
    flush: async () => writer.flush(),
    close: async () => writer.close(),
  })
  return {
    take:
      options.store === undefined
        ? (observed) => writer.take(observed)
        : (observed) => writer.take(withOwnTime(observed, folder.time)),
    now: () => folder.time.now(),
    onEvent: (listener) => folder.onEvent(listener),
    get counts() {
      return ledger.counts()
    },
    waiting: () => ledger.waiting(),
    close: async (closing) => folder.close(closing),
  }
}
