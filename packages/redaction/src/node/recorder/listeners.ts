import type { RecorderEvent } from './recorder.ts'

/** Those who listen to a recorder. */
export interface Listeners {
  /** Calls back for every event from now on, and first for what was warned of before anybody listened. */
  add(listener: (event: RecorderEvent) => void): void
  emit(event: RecorderEvent): void
}

/** Makes a list of listeners. */
export function createListeners(): Listeners {
  const listeners: ((event: RecorderEvent) => void)[] = []
  const early: RecorderEvent[] = []
  return {
    add(listener) {
      listeners.push(listener)
      for (const event of early.splice(0)) listener(event)
    },
    emit(event) {
      if (listeners.length === 0 && event.type === 'warning') early.push(event)
      for (const listener of listeners) listener(event)
    },
  }
}
