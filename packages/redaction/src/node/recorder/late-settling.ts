import type { SettleNews, SpoolWriters, WholeExchanges } from '../settle/messages.ts'
import type { SettleSettings } from '../settle/settings.ts'
import { startSettling, type CallProcesses, type Settling } from '../settle/start-settling.ts'
import type { StoreClock } from '../store/store-time.ts'
import type { RecorderEvent } from './recorder.ts'

/** Settles the spools of a folder in the background. */
export interface LateSettling {
  /** Others write to the spools now. */
  setWriters(writers: SpoolWriters): void
  /** Settles the rest, for at most so many milliseconds. Resolves to whether nothing is left. */
  finish(ms: number): Promise<boolean>
  /** Ends now. */
  hurry(): void
}

export interface LateSettlingOptions {
  readonly settings: SettleSettings
  /** When it starts, in milliseconds. */
  readonly afterMs: number
  readonly wholeExchanges: WholeExchanges
  readonly writers: SpoolWriters
  readonly callProcesses?: CallProcesses | undefined
  readonly clock: () => StoreClock | undefined
  readonly onNews: (news: SettleNews) => void
  readonly emit: (event: RecorderEvent) => void
}

/** Starts to settle a little later, or when it has to be finished. */
export function createLateSettling(options: LateSettlingOptions): LateSettling {
  const { settings, wholeExchanges, callProcesses, clock, onNews, emit } = options
  let { writers } = options
  let settling: Settling | undefined
  const start = (): Settling => {
    clearTimeout(timer)
    settling ??= startSettling({
      settings: settingsIn(settings),
      writers,
      wholeExchanges,
      clock,
      ...(callProcesses && { callProcesses }),
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
  const timer = setTimeout(start, options.afterMs)
  return {
    setWriters(others) {
      writers = others
      settling?.setWriters(others)
    },
    finish: async (ms) => start().finish(ms),
    hurry: () => void start().stop(0),
  }
}

function settingsIn({
  recordings,
  recorder,
  ring,
  redaction,
  durability,
  originals,
  redactHook,
  redactModule,
  store,
}: SettleSettings): SettleSettings {
  return {
    recordings,
    ...(recorder !== undefined && { recorder }),
    ring,
    redaction,
    durability,
    ...(originals !== undefined && { originals }),
    ...(redactHook !== undefined && { redactHook }),
    ...(redactModule !== undefined && { redactModule }),
    ...(store !== undefined && { store }),
  }
}
