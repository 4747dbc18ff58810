import { createMemoryStore } from '@ringback/recording'
import { recordingStoreLaws } from './laws/recording-store.ts'

recordingStoreLaws(async () => ({
  open: async () => createMemoryStore(),
  isDurable: false,
  remove: async () => undefined,
}))
