import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { sayStopped } from '../../src/shell/say-stopped.ts'

function startedProcess(): { readonly process: EventEmitter; readonly seen: readonly string[] } {
  const seen: string[] = []
  const process = Object.assign(new EventEmitter(), {
    pid: 7,
    kill: (pid: number, signal: NodeJS.Signals) => seen.push(`kill ${pid} ${signal}`),
    stderr: { write: (text: string) => seen.push(text) },
  })
  sayStopped(process)
  return { process, seen }
}

describe('a signal before a command listens', () => {
  it.each(['SIGINT', 'SIGTERM'])('%s is said, and ends the process as it would', (signal) => {
    const { process, seen } = startedProcess()
    process.emit(signal)
    expect(seen).toEqual([`Stopped by ${signal}.\n`, `kill 7 ${signal}`])
    expect(process.listenerCount(signal)).toBe(0)
  })

  it('is left to a command that listens, as long as it does', () => {
    const { process, seen } = startedProcess()
    const listener = (): void => {}
    process.on('SIGINT', listener)
    process.emit('SIGINT')
    expect(seen).toEqual([])
    process.off('SIGINT', listener)
    process.emit('SIGINT')
    expect(seen).toHaveLength(2)
  })
})
