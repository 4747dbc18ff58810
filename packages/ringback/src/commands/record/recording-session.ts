import { startProxy, type Proxy } from '@ringback/proxy'
import {
  openRecorder,
  openSharedRecorder,
  type RecorderOptions,
  type Waiting,
  type WholeExchanges,
} from '@ringback/redaction/node'
import { folderUnusable } from '../../recordings/folder.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeys, redactionKeysOfEnvironment, type FoundKeys } from '../../state/redaction-key.ts'
import { keyRequired } from '../../store/key-required.ts'
import { databaseOf } from '../../store/store-address.ts'
import { joinedValues, offerOf, watchOwnValues, type FoundValues } from './own-values.ts'
import type { RecordSettings } from './settings.ts'
import type { PlainProxyOptions } from './workers/worker-messages.ts'
import { createUsageCount, type AllWorkersUsage } from './workers/worker-usage.ts'

/** What a proxy is started with, and where. */
export interface SessionOptions extends PlainProxyOptions {
  readonly host: string
  readonly port: number
}

/** An open recordings folder that proxies record into: one in this process, or several in processes of their own. */
export interface RecordingSession {
  /** Starts the proxy. It closes the folder when it is closed. */
  readonly start: (options: SessionOptions) => Promise<Proxy>
  /** What is kept and not recorded yet. */
  readonly waiting: () => Waiting
  /** What the processes that carry calls use; undefined where this one carries them. */
  readonly usage: () => AllWorkersUsage | undefined
  /** Closes the folder where no proxy could be started. */
  readonly abandon: () => Promise<unknown>
  /** The lines for the configuration that name what is one's own; undefined when there is nothing to offer. */
  readonly offer: () => string | undefined
}

/** Opens the folder of the settings. Throws a `RingbackError`. */
export async function openSession(
  settings: RecordSettings,
  wholeExchanges: WholeExchanges,
  io: Io,
): Promise<RecordingSession> {
  const { recordings, redaction, workers } = settings
  const { ring, keyFile } = await keysOf(settings, io)
  const options = { ...recorderOptions(settings), ring, keyFile, wholeExchanges }
  try {
    if (workers > 1) return await openWorkerSession(options, settings, io)
    const recorder = await openRecorder(options)
    const own = watchOwnValues(recorder, redaction)
    return {
      start: async (proxy) => startProxy({ ...proxy, recorder: own.recorder }),
      waiting: () => recorder.waiting(),
      usage: () => undefined,
      abandon: async () => recorder.close({ settleMs: 0 }),
      offer: own.offer,
    }
  } catch (error) {
    throw folderUnusable(recordings, error)
  }
}

/** The keys to record with. A database takes those of RINGBACK_REDACTION_KEY alone. */
async function keysOf({ directory, store }: RecordSettings, { env }: Io): Promise<FoundKeys> {
  if (store === undefined) return redactionKeys(directory, env)
  const keys = await redactionKeysOfEnvironment(env)
  if (keys === undefined) throw keyRequired(store)
  return keys
}

async function openWorkerSession(
  options: RecorderOptions,
  { workers, redaction }: RecordSettings,
  io: Io,
): Promise<RecordingSession> {
  const { startWorkers } = await import('./workers/start-workers.ts')
  const processes: Parameters<typeof startWorkers>[0]['processes'] = new Map()
  const found = new Map<number, FoundValues>()
  const usage = createUsageCount()
  const recorder = await openSharedRecorder({
    ...options,
    workers,
    onOrder: (spool, order) => processes.get(spool)?.(order),
  })
  return {
    start: async (proxy) =>
      startWorkers(
        {
          workers,
          proxy,
          recorder,
          processes,
          onOwnValues: (worker, values) => void found.set(worker, values),
          usage,
        },
        io,
      ),
    waiting: () => recorder.waiting(),
    usage: () => usage.now(),
    abandon: async () => recorder.close({ settleMs: 0 }),
    offer: () => offerOf(joinedValues([...found.values()]), redaction),
  }
}

/** The longest time that a timer takes, in milliseconds. */
const longestMs = 2 ** 31 - 1

function recorderOptions({
  recordings,
  store,
  redact,
  redaction,
  redactHook,
  originals,
  settle,
  spoolLimitBytes,
}: RecordSettings): Omit<RecorderOptions, 'ring'> {
  return {
    recordings,
    ...(store !== undefined && { store: databaseOf(store) }),
    redaction: redact ? redaction : 'off',
    originals,
    ...(redactHook !== undefined && { redactHook }),
    durability: 'process',
    spoolLimitBytes,
    ...(settle && { closeMs: longestMs }),
  }
}
