import { spoolFolderOf, spoolOf, spoolsIn, bytesOfFiles, segmentFilesIn } from '../spool/spool-folder.ts'
import { createRecordingFolder, inRecordingFolder, type OpenedFolder } from './recording-folder.ts'
import { spoolLimits, type RecorderOptions } from './recorder-options.ts'
import type { Recorder } from './recorder.ts'
import type { SpoolOrder, WorkerSpool } from './worker-spool.ts'

/** How `openSharedRecorder` records into a folder. */
export interface SharedRecorderOptions extends RecorderOptions {
  /** How many processes seal exchanges at a time. */
  readonly workers: number
  /** Sends an order to the process that seals into a spool, which hands it to `WorkerRecorder.obey`. */
  readonly onOrder: (spool: number, order: SpoolOrder) => void
}

/**
 * Records what other processes of this program seal, each into a spool of its own (`openWorkerRecorder`). This one holds the
 * lock, redacts and writes the recordings.
 */
export interface SharedRecorder extends Pick<Recorder, 'onEvent' | 'counts' | 'waiting' | 'close'> {
  /** A new spool, for a process that is started now. */
  addWorker(): Promise<WorkerSpool>
  /** The process that sealed into a spool has ended: what it kept is recorded. */
  removeWorker(spool: number): Promise<void>
  /** What such a process tells: how many more exchanges it has kept, and the share of its time that it was at work. */
  see(spool: number, news: { readonly kept: number; readonly utilization: number }): void
}

/**
 * Opens a recordings folder that several processes record into.
 * @throws {FolderInUseError} while another process writes to the folder, also one that an earlier run has left.
 * @throws {WrongKeyError} when the folder or one of its spools was made with a key that is not in the ring.
 * @throws {RingbackError} when the database of `store` can be reached and refuses these recordings: see `openRecorder`.
 */
export async function openSharedRecorder(options: SharedRecorderOptions): Promise<SharedRecorder> {
  return inRecordingFolder(options, async (opened) => run(options, opened))
}

// oxlint-disable-next-line max-lines-per-function -- the functions inside share the list of workers
async function run(options: SharedRecorderOptions, opened: OpenedFolder): Promise<SharedRecorder> {
  const { recordings, ring, durability, workers, onOrder } = options
  const spoolFolder = spoolFolderOf(recordings)
  const first = 1 + Math.max(...(await spoolsIn(spoolFolder)))
  const folder = await createRecordingFolder(options, opened, (spool) => spool >= first)
  const { ledger, held } = folder
  await held.hold(0)
  /** The share of its time that each process was at work lately, by its spool. */
  const running = new Map<number, number>()
  const ended: number[] = []
  let next = first

  /** Bytes that no process has written since it started are counted by all of them. */
  function share(bytes: number): void {
    for (const spool of running.keys()) onOrder(spool, { type: 'settled', bytes: bytes / workers })
  }

  async function unwrittenBytes(): Promise<number> {
    const spools = (await spoolsIn(spoolFolder)).filter((spool) => !running.has(spool))
    const files = await Promise.all(spools.map(async (spool) => segmentFilesIn(spoolOf(spoolFolder, spool))))
    return bytesOfFiles(files.flat())
  }

  const settling = folder.start({
    writers: { first, ended },
    callProcesses: { count: workers, utilization: () => Math.max(0, ...running.values()) },
    settled({ spool, segment, bytes }) {
      held.settled(spool, segment)
      if (running.has(spool)) onOrder(spool, { type: 'settled', segment, bytes })
      else share(bytes)
    },
    async restore() {
      await held.restore()
      for (const spool of running.keys()) onOrder(spool, { type: 'restore' })
    },
    clock(clock) {
      for (const spool of running.keys()) onOrder(spool, { type: 'clock', clock })
    },
    // The processes have sealed everything when they end.
    flush: async () => undefined,
    close: async () => undefined,
  })

  return {
    onEvent: (listener) => folder.onEvent(listener),
    get counts() {
      return ledger.counts()
    },
    waiting: () => ledger.waiting(),
    close: async (closing) => folder.close(closing),
    async addWorker() {
      const spool = next
      next += 1
      const usedBytes = (await unwrittenBytes()) / workers
      running.set(spool, 0)
      const clock = folder.time.clock()
      return {
        recordings,
        spool,
        keys: ring.current,
        durability,
        usedBytes,
        isForDatabase: options.store !== undefined,
        ...(clock && { clock }),
        ...spoolLimits(options, workers),
      }
    },
    async removeWorker(spool) {
      running.delete(spool)
      // Before it is settled, so that it is there to be restored.
      await held.hold(spool)
      share(-(await bytesOfFiles(await segmentFilesIn(spoolOf(spoolFolder, spool)))))
      ended.push(spool)
      settling.setWriters({ first, ended: [...ended] })
    },
    see(spool, { kept, utilization }) {
      ledger.keptElsewhere(kept)
      if (running.has(spool)) running.set(spool, utilization)
    },
  }
}
