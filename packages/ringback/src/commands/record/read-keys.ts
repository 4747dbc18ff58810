import type { Io } from '../../shell/io.ts'
import { hasKeys } from '../../ui/page-keys.ts'

/** What a key does while calls are recorded. */
export interface KeyActions {
  readonly showLast: () => void
  readonly replayLast: () => void
  readonly openPage: () => void
  readonly help: () => void
  readonly stop: () => void
}

/** The keys as the help names them. */
export const keyHelp = [
  ['enter', 'show the last exchange: its parameters and its answer'],
  ['r', 'send the last exchange to the app again, and compare the answers'],
  ['o', 'open the page of the calls in the browser'],
  ['q', 'stop recording, as Ctrl-C does'],
  ['h', 'show these keys'],
] as const

const actionOfKey: ReadonlyMap<string, keyof KeyActions> = new Map([
  ['\r', 'showLast'],
  ['\n', 'showLast'],
  ['r', 'replayLast'],
  ['o', 'openPage'],
  ['h', 'help'],
  ['?', 'help'],
  ['q', 'stop'],
  ['\u0003', 'stop'],
  ['\u0004', 'stop'],
])

/** Whether a person is at the keyboard and sees what keys do. */
export function readsKeys(io: Io): boolean {
  return io.isTerminal.stderr && hasKeys(io)
}

/** Acts at each key. The function that comes back gives the terminal back; it may be called several times. */
export function readKeys(actions: KeyActions, io: Io): () => void {
  if (!readsKeys(io)) return () => undefined
  const terminal = io.stdin as typeof io.stdin & { setRawMode?: (raw: boolean) => void } // Only a terminal has modes.
  const listener = (chunk: Buffer): void => {
    const keys = chunk.toString()
    // Arrow keys and the like come as sequences, and mean nothing here.
    if (keys.startsWith('\u001B')) return
    for (const key of keys) {
      const action = actionOfKey.get(key)
      if (action !== undefined) actions[action]()
    }
  }
  // The terminal went away; there is nobody to read from.
  const onError = (): void => undefined
  terminal.setRawMode?.(true)
  io.stdin.on('data', listener)
  io.stdin.on('error', onError)
  io.stdin.resume()
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    io.stdin.off('data', listener)
    io.stdin.off('error', onError)
    terminal.setRawMode?.(false)
    io.stdin.pause()
  }
}
