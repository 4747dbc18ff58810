import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FolderInUseError, lockFolder, type FolderLock } from '@ringback/recording/node'
import {
  openSharedRecorder,
  openWorkerRecorder,
  settleSpool,
  spoolFolderOf,
  type KeyRing,
  type SharedRecorder,
  type SharedRecorderOptions,
  type WorkerRecorder,
} from '@ringback/redaction/node'
import { expect, test } from 'vitest'
import { eventsOf, inFolder, observedOf, recordedIn, until } from './support.ts'

interface Opened {
  readonly recorder: SharedRecorder
  readonly events: ReturnType<typeof eventsOf>
  /** Starts one that seals into a spool of its own. */
  readonly add: () => Promise<{ readonly spool: number; readonly worker: WorkerRecorder }>
}

/** A folder that two record into; in the product each is a process of its own. */
async function openShared(
  recordings: string,
  ring: KeyRing,
  options: Partial<SharedRecorderOptions> = {},
): Promise<Opened> {
  const workers = new Map<number, WorkerRecorder>()
  const recorder = await openSharedRecorder({
    recordings,
    ring,
    redaction: {},
    durability: 'process',
    workers: 2,
    ...options,
    onOrder: (spool, order) => workers.get(spool)?.obey(order),
  })
  return {
    recorder,
    events: eventsOf(recorder),
    async add() {
      const given = structuredClone(await recorder.addWorker())
      const worker = await openWorkerRecorder(given)
      workers.set(given.spool, worker)
      return { spool: given.spool, worker }
    },
  }
}

test('what two seal is recorded by a third, also of one that has ended, of a deleted folder, and when it leaves at once', async () => {
  await inFolder(async (recordings, ring) => {
    const { recorder, events, add } = await openShared(recordings, ring)
    const [first, second] = [await add(), await add()]
    first.worker.take(observedOf(1, { id: 'a' }))
    second.worker.take(observedOf(1, { id: 'b' }))
    await until(() => recorder.counts.recorded === 2)
    expect(await recordedIn(recordings)).toHaveLength(2)
    recorder.see(first.spool, { kept: 1, utilization: 0 })

    first.worker.take(observedOf(2, { id: 'c' }))
    await first.worker.close()
    await recorder.removeWorker(first.spool)
    await until(() => recorder.counts.recorded === 3)

    await rm(recordings, { recursive: true, maxRetries: 20 })
    second.worker.take(observedOf(3, { id: 'd' }))
    await until(() => events.some((event) => event.type === 'warning' && event.code === 'folder-removed'))
    await until(() => recorder.counts.recorded >= 4)
    const third = await add()
    third.worker.take(observedOf(4, { id: 'e' }))
    await rm(recordings, { recursive: true, maxRetries: 20 })
    await third.worker.close()
    await recorder.removeWorker(third.spool)
    await second.worker.close()
    await recorder.removeWorker(second.spool)
    await recorder.close({ settleMs: 0 })
    expect((await settleSpool({ recordings, ring })).state).toMatch(/settled|empty/)
    const told = events.flatMap((event) => (event.type === 'recorded' ? event.exchanges : []))
    const ids = [...told, ...(await recordedIn(recordings))].map(({ id }) => id)
    expect([...new Set(ids)].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(recorder.counts).toMatchObject({ kept: 1, notRecorded: 0 })
  })
})

test('one limit is for all spools, and what was settled makes room again', async () => {
  await inFolder(async (recordings, ring) => {
    const { recorder, add } = await openShared(recordings, ring, {
      spoolLimitBytes: 40_000,
      settleAfterMs: 1e9,
    })
    const { spool, worker } = await add()
    for (let call = 0; call < 100; call += 1) worker.take(observedOf(call))
    await worker.close()
    const { kept } = worker.counts
    expect(worker.counts).toMatchObject({ kept, notRecorded: 100 - kept })
    const { size } = await stat(join(spoolFolderOf(recordings), 'worker-1', 'segment-00000001.sealed'))
    expect(size).toBeLessThanOrEqual(20_000)
    await recorder.removeWorker(spool)
    // Half of what the first has left is counted by each of the two that run then.
    expect((await recorder.addWorker()).usedBytes).toBeGreaterThanOrEqual(size / 2)
    await recorder.close({ settleMs: 20_000 })
    expect(await recordedIn(recordings)).toHaveLength(kept)
  })
})

test('nobody locks a folder before those who seal for the one that had locked it have ended', async () => {
  await inFolder(async (recordings, ring) => {
    const { recorder, add } = await openShared(recordings, ring)
    const { spool, worker } = await add()
    worker.take(observedOf(1))
    await recorder.close({ settleMs: 0 })
    let isLocked = false
    const locking = lockPatiently(recordings).then((lock) => {
      isLocked = true
      return lock
    })
    // It has the folder's own lock, and waits for that of the worker.
    for (let attempts = 0; attempts < 5;) {
      const attempt: unknown = await lockFolder(recordings, { sharers: 'mine' }).catch(
        (error: unknown) => error,
      )
      if (attempt instanceof FolderInUseError) attempts += 1
      else (attempt as FolderLock).release()
    }
    expect(isLocked).toBe(false)
    await worker.close()
    ;(await locking).release()
    expect(spool).toBe(1)
    expect(await settleSpool({ recordings, ring })).toMatchObject({ state: 'settled', recorded: 1 })
  })
})

/** Locks a folder as soon as nobody has locked it; the test does for a moment each time it looks. */
async function lockPatiently(recordings: string): Promise<FolderLock> {
  for (;;) {
    try {
      return await lockFolder(recordings)
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error
    }
  }
}
