import { recordingsOf, type Recording } from '@ringback/recording'
import { keyOfExchange, type DirectoryStore } from '@ringback/recording/node'
import { createOriginalsKeeper } from '../../originals/keep-originals.ts'
import type { OriginalsDisk } from '../../originals/put-originals.ts'
import { createOriginalsReader } from '../../originals/read-originals.ts'
import { removeOriginals } from '../../originals/remove-originals.ts'
import type { RotationPlace } from './rotation-place.ts'

/** The recordings of a folder. The caller holds its lock. */
export function folderRotation(disk: OriginalsDisk, store: DirectoryStore): RotationPlace {
  const reader = createOriginalsReader(disk.recordings, disk.ring, disk.onDamage)
  return {
    recordings: () => oldestFirst(store),
    originalOf: async (exchange) => reader.find(exchange)?.line,
    async replace(recording, settled) {
      const recorded = settled.map((each) => each.recorded)
      for (const each of recordingsOf(recorded)) await store.write(each)
      await createOriginalsKeeper(disk, store)(settled)
      const keys = new Set(recorded.map(keyOfExchange))
      if (recording.exchanges.some((exchange) => keys.has(keyOfExchange(exchange)))) return
      await store.remove(recording)
      await removeOriginals(disk, reader, recording.exchanges)
    },
    flush: async () => undefined,
  }
}

/** The recordings, each read when it is asked for. */
async function* oldestFirst(store: DirectoryStore): AsyncGenerator<Recording> {
  const found: (() => Promise<Recording | undefined>)[] = []
  for await (const recording of store.list()) {
    const { callSid } = recording
    found.unshift(callSid === null ? async () => recording : async () => store.read(callSid))
  }
  for (const read of found) {
    const recording = await read()
    if (recording !== undefined) yield recording
  }
}
