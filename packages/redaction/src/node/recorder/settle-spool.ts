import type { Damage } from '@ringback/recording'
import { FolderInUseError, lockFolder, type FolderLock } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { RecordingDatabase } from '../store/recording-database.ts'
import { settleSettingsWith } from '../settle/kept-settings.ts'
import { startSettling } from '../settle/start-settling.ts'
import { assertKeysOpenSpool } from '../spool/assert-keys-open-spool.ts'
import { hasSpool } from '../spool/spool-folder.ts'

/** Which folder's spool `settleSpool` records. */
export interface SettleSpoolOptions {
  /** The recordings folder. */
  readonly recordings: string
  readonly ring: KeyRing
  /** The database that they are for; without it, what waits for a database goes on waiting. */
  readonly store?: RecordingDatabase | undefined
  /** Is called after each step with how many exchanges were recorded so far. */
  readonly onProgress?: (recorded: number) => void
  /** Ends early; nothing is lost by that. */
  readonly signal?: AbortSignal
}

/** What `settleSpool` found. */
export interface SettledSpool {
  /**
   * `empty`: nothing was waiting; `settled`: everything is recorded; `held`: a recorder is running and does it itself;
   * `unfinished`: some of it could not be recorded, and is still there.
   */
  readonly state: 'empty' | 'settled' | 'held' | 'unfinished'
  readonly recorded: number
  /** Exchanges that could not be redacted: they are kept, sealed. */
  readonly setAside: readonly { readonly id: string; readonly file: string; readonly reason: string }[]
  readonly damage: readonly Damage[]
  /** What a person may want to know and need not do anything about. */
  readonly notes: readonly string[]
  /** Why it is unfinished. */
  readonly message?: string
}

/**
 * Records what a recorder has left sealed in a folder's spool, in the way it would have done it, unless one is running. Everything that reads recordings
 * calls it first.
 * @throws {WrongKeyError} when the spool was sealed with a key that is not in the ring.
 */
export async function settleSpool(options: SettleSpoolOptions): Promise<SettledSpool> {
  const { recordings, ring } = options
  if (!(await hasSpool(recordings))) return { state: 'empty', ...nothing }
  const lock = await lockIfFree(recordings)
  if (lock === undefined) return { state: 'held', ...nothing }
  try {
    await assertKeysOpenSpool(recordings, ring)
    return await settle(options)
  } finally {
    lock.release()
  }
}

const nothing = { recorded: 0, setAside: [], damage: [], notes: [] }
const noDatabase = 'they are for a database, and none was given. Pass it with --store or RINGBACK_STORE'

async function lockIfFree(recordings: string): Promise<FolderLock | undefined> {
  try {
    return await lockFolder(recordings)
  } catch (error) {
    if (error instanceof FolderInUseError) return undefined
    throw error
  }
}

async function settle(options: SettleSpoolOptions): Promise<SettledSpool> {
  const { recordings, ring, onProgress, signal } = options
  const { database = false, ...kept } = await settleSettingsWith(recordings, ring)
  if (database && options.store === undefined) return { ...nothing, state: 'unfinished', message: noDatabase }
  // What waits for the folder does not get into a database because somebody reads that.
  const store = database ? options.store : undefined
  let recorded = 0
  let message: string | undefined
  const setAside: SettledSpool['setAside'][number][] = []
  const damage: Damage[] = []
  const notes: string[] = []
  const settling = startSettling({
    settings: { recordings, ring, ...kept, ...(store && { store }) },
    writers: 'none',
    onNews(news) {
      if (news.type === 'store-failed') message = news.message
      if (news.type !== 'step') return
      recorded += news.recorded.length
      setAside.push(...news.setAside)
      damage.push(...news.damage)
      notes.push(...news.notes)
      onProgress?.(recorded)
    },
    onDeath: (reason) => (message = `the thread that redacts exchanges ended (${reason})`),
  })
  const stop = (): void => void settling.stop(1000)
  signal?.addEventListener('abort', stop, { once: true })
  const isSettled = await settling.finish(2 ** 31 - 1)
  signal?.removeEventListener('abort', stop)
  return {
    state: isSettled ? 'settled' : 'unfinished',
    recorded,
    setAside,
    damage,
    notes,
    ...(!isSettled && { message: message ?? 'it was stopped' }),
  }
}
