import { lockFolder, type FolderLock } from '@ringback/recording/node'
import { assertFolderKey, claimFolderKey } from '../keys/folder-key.ts'
import { keepSettleSettings } from '../settle/kept-settings.ts'
import type { SettleNews, SpoolWriters } from '../settle/messages.ts'
import type { EndedSegment } from '../settle/spool-reader.ts'
import type { CallProcesses } from '../settle/start-settling.ts'
import { assertKeysOpenSpool } from '../spool/assert-keys-open-spool.ts'
import { createHeldSpools, type HeldSpools } from '../spool/held-spools.ts'
import { spoolFolderOf, spoolsIn } from '../spool/spool-folder.ts'
import { createStoreTime, type StoreClock, type StoreTime } from '../store/store-time.ts'
import { createFolderGuard } from './folder-guard.ts'
import { createLateSettling, type LateSettling } from './late-settling.ts'
import { createListeners } from './listeners.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { prepareStore, type FoundStore } from './prepare-store.ts'
import type { RecorderOptions } from './recorder-options.ts'
import type { Recorder, RecorderEvent } from './recorder.ts'

/** Those who seal exchanges into the spools of a folder. */
export interface Sealers {
  readonly writers: SpoolWriters
  readonly callProcesses?: CallProcesses
  /** A segment was settled, and is gone from the disk. */
  settled(ended: EndedSegment): void
  /** Writes everything that is not settled anew after its folder was deleted. */
  restore(): Promise<void>
  /** The clock of the store was measured. */
  clock?(clock: StoreClock): void
  /** Seals what was taken. */
  flush(): Promise<void>
  /** Takes nothing more. */
  close(): Promise<void>
}

/** A recordings folder that this process has locked and settles. */
export interface RecordingFolder extends Pick<Recorder, 'onEvent' | 'close'> {
  readonly ledger: Ledger
  /** What nobody writes to any more. */
  readonly held: HeldSpools
  /** The time of the store, as far as it is known. */
  readonly time: StoreTime
  /** Begins to settle what `sealers` seal. */
  start(sealers: Sealers): LateSettling
}

/** The settle worker starts when the calls' side has had time to listen. */
const defaultSettleAfterMs = 50
const lagMs = 1000

/** A recordings folder that was locked, and what was found out about the store. */
export interface OpenedFolder extends FoundStore {
  readonly lock: FolderLock
}

/**
 * Locks a recordings folder, and hands it to `open`; gives it back when that fails.
 * @throws {FolderInUseError} while another process writes to the folder.
 * @throws {WrongKeyError} when the folder or one of its spools was made with a key that is not in the ring.
 * @throws {RingbackError} when the database can be reached and refuses these recordings: see `checkDatabase`.
 */
export async function inRecordingFolder<Opened>(
  options: RecorderOptions,
  open: (opened: OpenedFolder) => Promise<Opened>,
): Promise<Opened> {
  const { recordings, ring, keyFile } = options
  const lock = await lockFolder(recordings)
  try {
    await assertFolderKey(recordings, ring)
    await assertKeysOpenSpool(recordings, ring)
    // Before anything is noted in the folder that would be wrong with another key or another store.
    const found = await prepareStore(options)
    await claimFolderKey(recordings, ring, keyFile)
    await keepSettleSettings(options)
    return await open({ lock, ...found })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A locked folder. `isOfThisRun`: whether what this run seals is in a segment. */
export async function createRecordingFolder(
  options: RecorderOptions,
  { lock, clock, recorder, failure }: OpenedFolder,
  isOfThisRun: (spool: number, segment: number) => boolean,
): Promise<RecordingFolder> {
  const { recordings, closeMs = 1000 } = options
  const listeners = createListeners()
  const emit = (event: RecorderEvent): void => listeners.emit(event)
  const time = createStoreTime(clock)
  const store = options.store === undefined ? 'folder' : 'database'
  const ledger = createLedger({ isOfThisRun, store, emit })
  const held = await heldSpoolsOf(options)
  let close = async (_settleMs: number): Promise<boolean> => true
  let hurry = (): void => undefined
  let closing: Promise<boolean> | undefined
  return {
    ledger,
    held,
    time,
    onEvent: (listener) => listeners.add(listener),
    async close({ settleMs = closeMs } = {}) {
      if (closing !== undefined && settleMs === 0) hurry()
      closing ??= close(settleMs)
      return closing
    },
    start(sealers) {
      if (failure !== undefined) ledger.settled({ type: 'store-failed', ...failure })
      const settling = createLateSettling({
        settings: { ...options, ...(recorder !== undefined && { recorder }) },
        afterMs: options.settleAfterMs ?? defaultSettleAfterMs,
        wholeExchanges: options.wholeExchanges ?? 'none',
        writers: sealers.writers,
        callProcesses: sealers.callProcesses,
        clock: () => time.clock(),
        onNews: (news) => see(news, { ledger, time, sealers }),
        emit,
      })
      const guard = createFolderGuard({ recordings, lock, restore: async () => sealers.restore(), emit })
      const lagTimer = setInterval(() => ledger.tellLag(), lagMs)
      lagTimer.unref()
      hurry = () => settling.hurry()
      close = async (settleMs) => {
        clearInterval(lagTimer)
        await sealers.flush()
        await guard.close()
        await sealers.close()
        await held.close()
        const isEmpty = await settling.finish(settleMs)
        ledger.tellLag()
        guard.release()
        return isEmpty
      }
      return settling
    },
  }
}

function see(
  news: SettleNews,
  { ledger, time, sealers }: Pick<RecordingFolder, 'ledger' | 'time'> & { readonly sealers: Sealers },
): void {
  ledger.settled(news)
  if (news.type === 'step') for (const ended of news.ended) sealers.settled(ended)
  if (news.type !== 'clock') return
  time.set(news.clock)
  sealers.clock?.(news.clock)
}

/** Holds what the worker processes of an earlier run have left. */
async function heldSpoolsOf({ recordings, ring, durability }: RecorderOptions): Promise<HeldSpools> {
  const spoolFolder = spoolFolderOf(recordings)
  const held = createHeldSpools(spoolFolder, { keys: ring.current, durability })
  for (const spool of await spoolsIn(spoolFolder)) if (spool > 0) await held.hold(spool)
  return held
}
