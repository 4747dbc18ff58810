import type { Exchange } from './exchange.ts'
import type { RecordingStore } from './recording-store.ts'
import { recordingsOf, withReplaced } from './recordings-of.ts'

/** A store that holds everything in memory, for tests and for programs that keep nothing. */
export function createMemoryStore(): RecordingStore {
  let exchanges: Exchange[] = []
  let isOpen = true
  const recordingOf = (callSid: string) =>
    recordingsOf(exchanges).find(({ legs }) => legs.some((leg) => leg.callSid === callSid))
  return {
    async append(exchange) {
      if (!isOpen) throw new Error('The store is closed: the exchange was not kept.')
      if (exchanges.every(({ id }) => id !== exchange.id)) exchanges.push(exchange)
    },
    async *list() {
      yield* recordingsOf(exchanges).reverse()
    },
    async read(callSid) {
      return recordingOf(callSid)
    },
    async replace(others) {
      if (!isOpen) throw new Error('The store is closed: nothing was replaced.')
      exchanges = withReplaced(exchanges, others)
    },
    async write(recording) {
      if (!isOpen) throw new Error('The store is closed: the recording was not kept.')
      const replaced = new Set(
        recording.legs.flatMap(({ callSid }) => recordingOf(callSid)?.exchanges ?? []).map(({ id }) => id),
      )
      for (const { id } of recording.exchanges) replaced.add(id)
      exchanges = [...exchanges.filter(({ id }) => !replaced.has(id)), ...recording.exchanges]
    },
    damage: () => [],
    async close() {
      isOpen = false
    },
  }
}
