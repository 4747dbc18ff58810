import { FolderInUseError, lockFolder, type FolderLock } from '@ringback/recording/node'
import { claimFolderKey } from '../keys/folder-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { readCheckpoint } from '../settle/checkpoint.ts'
import { keepSettleSettings } from '../settle/kept-settings.ts'
import type { SettleNews, WholeExchanges } from '../settle/messages.ts'
import type { SettleSettings } from '../settle/settings.ts'
import { startSettling, type Settling } from '../settle/start-settling.ts'
import { assertKeysOpenSpool } from '../spool/assert-keys-open-spool.ts'
import type { AppendFile, AppendFiles } from '../spool/append-file.ts'
import { createHeldSpools, openSegments, type HeldSpools } from '../spool/held-spools.ts'
import { bytesOfFiles, segmentFilesOf, spoolFolderOf, spoolsIn } from '../spool/spool-folder.ts'
import { createSpoolWriter } from '../spool/spool-writer.ts'
import { createLedger } from './ledger.ts'
import type { Recorder, RecorderEvent } from './recorder.ts'

/** How `openRecorder` records into a folder. */
export interface RecorderOptions extends SettleSettings {
  /** The file that the current key was read from; noted in the folder, so that other commands find it. */
  readonly keyFile?: string | undefined
  /** How many bytes may wait on disk to be recorded. Default 4 GiB. */
  readonly spoolLimitBytes?: number
  /** How many bytes may wait in memory for the disk. Default 32 MiB. */
  readonly memoryBytes?: number
  /** A segment of the spool that has grown beyond this is ended. Default 16 MiB. */
  readonly segmentBytes?: number
  /** For how long `close` goes on recording what is kept, in milliseconds. Default 1000. */
  readonly closeMs?: number
  /** When the worker starts to record, in milliseconds after the folder was opened. Default 50. */
  readonly settleAfterMs?: number
  /** Of which recorded exchanges the events tell the whole. Default: `none`. */
  readonly wholeExchanges?: WholeExchanges
  /** Default: the real file system's. */
  readonly files?: AppendFiles
}

/** The worker starts when the calls' side has had time to listen. */
const defaultSettleAfterMs = 50
const guardMs = 500
const lagMs = 1000

/**
 * Opens a recordings folder for recording. Returns at once: what an earlier run has left in the spool is recorded in the
 * background, by the same worker thread that records what is taken now.
 * @throws {FolderInUseError} while another process writes to the folder.
 * @throws {WrongKeyError} when the folder or its spool was made with a key that is not in the ring.
 */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { recordings, ring } = options
  const lock = await lockFolder(recordings)
  try {
    await claimFolderKey(recordings, ring, options.keyFile)
    await keepSettleSettings(options)
    await assertKeysOpenSpool(recordings, ring)
    return await run(options, lock, await leftoverIn(recordings, ring))
  } catch (error) {
    lock.release()
    throw error
  }
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
  return { firstSegment, usedBytes: await bytesOfFiles(await segmentFilesOf(recordings)), leftover }
}

async function run(options: RecorderOptions, lock: FolderLock, leftover: Leftover): Promise<Recorder> {
  const listeners: ((event: RecorderEvent) => void)[] = []
  const emit = (event: RecorderEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const ledger = createLedger((spool, segment) => spool === 0 && segment >= leftover.firstSegment, emit)
  const limitBytes = options.spoolLimitBytes ?? 4 * 2 ** 30
  const writer = createSpoolWriter({
    spool: spoolFolderOf(options.recordings),
    keys: options.ring.current,
    durability: options.durability,
    ...leftover,
    limitBytes,
    memoryBytes: options.memoryBytes ?? 32 * 2 ** 20,
    // What is settled leaves the disk with its segment, and a segment that is written to stays.
    segmentBytes: Math.min(options.segmentBytes ?? 16 * 2 ** 20, Math.ceil(limitBytes / 8)),
    ...(options.files && { files: options.files }),
    onKept: (exchanges) => ledger.kept(exchanges),
    onNotKept: (exchanges, reason, message) =>
      ledger.notRecorded(
        reason,
        message,
        exchanges.map(({ id }) => id),
      ),
  })
  await writer.prepare()
  const held = await holdOtherSpools(options)
  const settleLater = createLateSettling(
    options,
    () => ledger.counts().kept,
    (news) => {
      ledger.settled(news)
      if (news.type !== 'step') return
      for (const { spool, segment, bytes } of news.ended) {
        writer.settled(spool === 0 ? segment : undefined, bytes)
        held.settled(spool, segment)
      }
    },
    emit,
  )
  const restore = async (): Promise<void> => {
    await writer.restore()
    await held.restore()
  }
  const guard = createGuard(options.recordings, lock, restore, emit)
  const lagTimer = setInterval(() => ledger.tellLag(), lagMs)
  lagTimer.unref()

  let closing: Promise<boolean> | undefined
  async function closeAll(settleMs: number): Promise<boolean> {
    clearInterval(lagTimer)
    await writer.flush()
    await guard.close()
    await writer.close()
    await held.close()
    const isEmpty = await settleLater.finish(settleMs)
    guard.release()
    return isEmpty
  }

  return {
    take: (observed) => writer.take(observed),
    onEvent: (listener) => void listeners.push(listener),
    get counts() {
      return ledger.counts()
    },
    async close({ settleMs = options.closeMs ?? 1000 } = {}) {
      if (closing !== undefined && settleMs === 0) settleLater.hurry()
      closing ??= closeAll(settleMs)
      return closing
    },
  }
}

/** Holds what the worker processes of an earlier run have left. */
async function holdOtherSpools({ recordings, ring, durability }: RecorderOptions): Promise<HeldSpools> {
  const spoolFolder = spoolFolderOf(recordings)
  const held = createHeldSpools(spoolFolder, { keys: ring.current, durability })
  for (const spool of await spoolsIn(spoolFolder)) if (spool > 0) await held.hold(spool)
  return held
}

interface LateSettling {
  finish(ms: number): Promise<boolean>
  /** Ends now. */
  hurry(): void
}

/** Starts to settle a little later, or when it has to be finished. */
function createLateSettling(
  settings: RecorderOptions,
  kept: () => number,
  onNews: (news: SettleNews) => void,
  emit: (event: RecorderEvent) => void,
): LateSettling {
  let settling: Settling | undefined
  const start = (): Settling => {
    clearTimeout(timer)
    settling ??= startSettling({
      settings: settingsIn(settings),
      writers: 'holder',
      ...(settings.wholeExchanges && { wholeExchanges: settings.wholeExchanges }),
      kept,
      onNews,
      onDeath: (reason) =>
        emit({
          type: 'warning',
          code: 'settle-worker-died',
          message: `The thread that redacts exchanges ended (${reason}) and is started again. Nothing is lost.`,
        }),
    })
    return settling
  }
  const timer = setTimeout(start, settings.settleAfterMs ?? defaultSettleAfterMs)
  return { finish: async (ms) => start().finish(ms), hurry: () => void start().stop(0) }
}

function settingsIn({
  recordings,
  ring,
  redaction,
  durability,
  originals,
  redactHook,
  redactModule,
}: SettleSettings): SettleSettings {
  return {
    recordings,
    ring,
    redaction,
    durability,
    ...(originals !== undefined && { originals }),
    ...(redactHook !== undefined && { redactHook }),
    ...(redactModule !== undefined && { redactModule }),
  }
}

interface Guard {
  /** Looks a last time. */
  close(): Promise<void>
  release(): void
}

/** Notices that the folder was deleted, and makes it again with what is not settled. */
function createGuard(
  recordings: string,
  firstLock: FolderLock,
  restore: () => Promise<void>,
  emit: (event: RecorderEvent) => void,
): Guard {
  let lock = firstLock
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    if (await lock.isIntact()) return
    try {
      const again = await lockFolder(recordings)
      lock.release()
      lock = again
      await restore()
      emit({
        type: 'warning',
        code: 'folder-removed',
        message: `The recordings folder ${recordings} was deleted while recording; it was created again. The recordings in it are lost.`,
      })
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error
      emit({ type: 'warning', code: 'folder-in-use', message: error.message })
    }
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => emit({ type: 'warning', code: 'folder', message: String(error) }))
      .finally(() => (looking = undefined))
  }, guardMs)
  timer.unref()

  return {
    async close() {
      clearInterval(timer)
      await looking
      await look().catch(() => undefined)
    },
    release: () => lock.release(),
  }
}
