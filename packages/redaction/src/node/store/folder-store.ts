import type { RecordingStore } from '@ringback/recording'
import type { SettleStore } from './settle-store.ts'

/** The folder of the recordings as a store that takes what was settled: exchanges of one call are written together. */
export function createFolderStore(store: Pick<RecordingStore, 'append' | 'close'>): SettleStore {
  return {
    async keep(exchanges) {
      const results = await Promise.allSettled(exchanges.map(async (exchange) => store.append(exchange)))
      for (const result of results) if (result.status === 'rejected') throw result.reason
      return []
    },
    close: async () => store.close(),
  }
}
