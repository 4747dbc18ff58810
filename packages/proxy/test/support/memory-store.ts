import type { Exchange, RecordingStore } from '@ringback/recording'

export interface MemoryStore extends RecordingStore {
  readonly exchanges: Exchange[]
}

/** A store in memory. `append` may be given to make it slow or make it fail. */
export function startMemoryStore(append?: (exchange: Exchange) => Promise<void>): MemoryStore {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    damage: () => [],
    async append(exchange) {
      await append?.(exchange)
      exchanges.push(exchange)
    },
    async *list() {
      // No test reads recordings from this store.
    },
    read: () => Promise.resolve(undefined),
    replace: () => Promise.resolve(),
    write: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
