import type { EventEmitter } from 'node:events'

const signals = ['SIGINT', 'SIGTERM'] as const

/** What a process is asked for here. */
export interface StoppableProcess extends Pick<EventEmitter, 'on' | 'off' | 'listenerCount'> {
  readonly pid: number
  readonly kill: (pid: number, signal: NodeJS.Signals) => unknown
  readonly stderr: { readonly write: (text: string) => unknown }
}

/**
 * Says on stderr that a signal ends the process, while no command listens to signals: while it is loaded, for example. The
 * process then ends by the signal, as it would have without this.
 */
export function sayStopped(process: StoppableProcess): void {
  for (const signal of signals) {
    const stop = (): void => {
      if (process.listenerCount(signal) > 1) return
      process.stderr.write(`Stopped by ${signal}.\n`)
      process.off(signal, stop)
      process.kill(process.pid, signal)
    }
    process.on(signal, stop)
  }
}
