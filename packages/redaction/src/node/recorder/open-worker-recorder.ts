import { existsSync } from 'node:fs'
import { messageOf } from '@ringback/common'
import { shareFolderLock } from '@ringback/recording/node'
import { spoolFolderOf, spoolOf } from '../spool/spool-folder.ts'
import { createSpoolWriter } from '../spool/spool-writer.ts'
import { createStoreTime } from '../store/store-time.ts'
import type { Recorder, RecorderEvent } from './recorder.ts'
import { withOwnTime } from './with-own-time.ts'
import type { SpoolOrder, WorkerSpool } from './worker-spool.ts'

/** Seals exchanges for another process of this program, which records them. */
export interface WorkerRecorder extends Recorder {
  /** Follows what the process that records says. */
  obey(order: SpoolOrder): void
  /** Writes what was taken before it returns, as far as the disk is quick: for the end of the process. */
  sealNow(): void
}

/**
 * Opens a spool that a process with `openSharedRecorder` has given to this one. Nothing is recorded here: `recorded` stays 0, `waiting` tells
 * nothing, and `close` resolves when all is sealed.
 */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share one spool
export async function openWorkerRecorder(worker: WorkerSpool): Promise<WorkerRecorder> {
  const { recordings, spool, clock, isForDatabase, ...settings } = worker
  const folder = spoolOf(spoolFolderOf(recordings), spool)
  let lock = await shareFolderLock(recordings)
  const time = createStoreTime(clock)
  const listeners: ((event: RecorderEvent) => void)[] = []
  let kept = 0
  let notRecorded = 0
  const emit = (event: RecorderEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const writer = createSpoolWriter({
    ...settings,
    spool: folder,
    firstSegment: 1,
    onKept(exchanges) {
      kept += exchanges.length
      emit({ type: 'kept', exchanges })
    },
    onNotKept(exchanges, reason, message) {
      const ids = exchanges.map(({ id }) => id)
      notRecorded += ids.length
      emit({ type: 'not-recorded', reason, message, ids, count: ids.length })
    },
  })
  await writer.prepare()

  let restoring: Promise<void> = Promise.resolve()
  /** Writes the spool anew, if it is gone. */
  function restore(): void {
    restoring = restoring
      .then(async () => {
        if (existsSync(folder)) return
        lock.release()
        lock = await shareFolderLock(recordings)
        await writer.restore()
      })
      .catch((error: unknown) => emit({ type: 'warning', code: 'folder', message: messageOf(error) }))
  }

  return {
    take: isForDatabase
      ? (observed) => writer.take(withOwnTime(observed, time))
      : (observed) => writer.take(observed),
    now: () => time.now(),
    onEvent: (listener) => void listeners.push(listener),
    get counts() {
      return { kept, recorded: 0, notRecorded }
    },
    waiting: () => ({ count: 0, oldestMs: 0 }),
    obey(order) {
      if (order.type === 'settled') writer.settled(order.segment, order.bytes)
      else if (order.type === 'clock') time.set(order.clock)
      else restore()
    },
    sealNow: () => void writer.flush(),
    async close() {
      await writer.flush()
      // The process that records notices a deleted folder a little later, when this one is gone.
      restore()
      await restoring
      await writer.close()
      lock.release()
      return true
    },
  }
}
