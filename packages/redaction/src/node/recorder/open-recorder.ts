import { join } from 'node:path'
import { FolderInUseError, lockFolder, type FolderLock } from '@ringback/recording/node'
import { claimFolderKey } from '../keys/folder-key.ts'
import type { SettleNews } from '../settle/messages.ts'
import type { SettleSettings } from '../settle/settings.ts'
import { startSettling, type Settling } from '../settle/start-settling.ts'
import {
  assertKeysOpenSpool,
  bytesInSpool,
  segmentNameOf,
  segmentsIn,
  spoolFolderOf,
} from '../spool/spool-folder.ts'
import { openExistingFile, type AppendFile, type OpenAppendFile } from '../spool/append-file.ts'
import { createSpoolWriter, type SpoolWriter } from '../spool/spool-writer.ts'
import { createLedger } from './ledger.ts'
import type { Recorder, RecorderEvent } from './recorder.ts'

export interface RecorderOptions extends SettleSettings {
  /** How many bytes may wait on disk to be recorded. Default 4 GiB. */
  readonly spoolLimitBytes?: number
  /** How many bytes may wait in memory for the disk. Default 32 MiB. */
  readonly memoryBytes?: number
  /** A segment of the spool that has grown beyond this is ended. Default 16 MiB. */
  readonly segmentBytes?: number
  /** Default: the real file system's. */
  readonly openFile?: OpenAppendFile
}

/** The worker starts when the calls' side has had time to listen. */
const settleAfterMs = 50
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
    await claimFolderKey(recordings, ring)
    await assertKeysOpenSpool(recordings, ring)
    return run(options, lock, await leftoverIn(spoolFolderOf(recordings)))
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

async function leftoverIn(spool: string): Promise<Leftover> {
  const leftover = new Map<number, AppendFile>()
  const numbers = await segmentsIn(spool)
  for (const number of numbers)
    leftover.set(number, await openExistingFile(join(spool, segmentNameOf(number))))
  return { firstSegment: 1 + (numbers.at(-1) ?? 0), usedBytes: await bytesInSpool(spool), leftover }
}

function run(options: RecorderOptions, lock: FolderLock, leftover: Leftover): Recorder {
  const listeners: ((event: RecorderEvent) => void)[] = []
  const emit = (event: RecorderEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const ledger = createLedger(emit)
  const writer = createSpoolWriter({
    spool: spoolFolderOf(options.recordings),
    keys: options.ring.current,
    durability: options.durability,
    ...leftover,
    limitBytes: options.spoolLimitBytes ?? 4 * 2 ** 30,
    memoryBytes: options.memoryBytes ?? 32 * 2 ** 20,
    segmentBytes: options.segmentBytes ?? 16 * 2 ** 20,
    ...(options.openFile && { openFile: options.openFile }),
    onKept: (exchanges) => ledger.kept(exchanges),
    onNotKept: (exchanges, reason, message) =>
      ledger.notRecorded(
        reason,
        message,
        exchanges.map(({ id }) => id),
      ),
  })
  const settleLater = createLateSettling(
    options,
    (news) => {
      ledger.settled(news)
      if (news.type === 'step' && news.ended) writer.settled(news.ended.segment, news.ended.bytes)
    },
    emit,
  )
  const guard = createGuard(options.recordings, lock, writer, emit)
  const lagTimer = setInterval(() => ledger.tellLag(), lagMs)
  lagTimer.unref()

  return {
    take: (observed) => writer.take(observed),
    onEvent: (listener) => void listeners.push(listener),
    get counts() {
      return ledger.counts()
    },
    async close({ settleMs = 1000 } = {}) {
      clearInterval(lagTimer)
      await writer.flush()
      await guard.close()
      await writer.close()
      const isEmpty = await settleLater.finish(settleMs)
      guard.release()
      return isEmpty
    },
  }
}

interface LateSettling {
  finish(ms: number): Promise<boolean>
}

/** Starts to settle a little later, or when it has to be finished. */
function createLateSettling(
  settings: SettleSettings,
  onNews: (news: SettleNews) => void,
  emit: (event: RecorderEvent) => void,
): LateSettling {
  let settling: Settling | undefined
  const start = (): Settling => {
    clearTimeout(timer)
    settling ??= startSettling({
      settings: settingsIn(settings),
      isLive: true,
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
  const timer = setTimeout(start, settleAfterMs)
  return { finish: async (ms) => start().finish(ms) }
}

function settingsIn({
  recordings,
  ring,
  redaction,
  durability,
  redactModule,
}: SettleSettings): SettleSettings {
  return { recordings, ring, redaction, durability, ...(redactModule !== undefined && { redactModule }) }
}

interface Guard {
  /** Looks a last time. */
  close(): Promise<void>
  release(): void
}

/** Notices that the folder was deleted, and makes it again with what is in the open segment. */
function createGuard(
  recordings: string,
  firstLock: FolderLock,
  writer: SpoolWriter,
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
      await writer.restore()
      emit({
        type: 'warning',
        code: 'folder-removed',
        message: `The recordings folder ${recordings} was deleted while recording; it was made again. Recordings that were in it are gone.`,
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
