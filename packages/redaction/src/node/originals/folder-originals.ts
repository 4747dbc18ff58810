import type { Damage, Exchange, Recording } from '@ringback/recording'
import { keyOfExchange, nodeFileSystem, recordingFileName } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { lineOfOriginal, originalInLine } from './original-text.ts'
import type { Originals } from './originals.ts'
import { areOriginalsCommitted } from './originals-folder.ts'
import { openSealedText, sealedText } from './sealed-text.ts'
import { putOriginals, type OriginalsDisk } from './put-originals.ts'
import { createOriginalsReader, type OriginalsReader } from './read-originals.ts'
import { removeOriginals } from './remove-originals.ts'

/** Whose originals `folderOriginals` opens. */
export interface FolderOriginalsOptions {
  /** The recordings folder. */
  readonly recordings: string
  readonly ring: KeyRing
  readonly onDamage: (damage: Damage) => void
}

/** The originals of a recordings folder. There need not be any. */
export function folderOriginals({ recordings, ring, onDamage }: FolderOriginalsOptions): Originals {
  const reader = createOriginalsReader(recordings, ring, onDamage)
  const disk: OriginalsDisk = { recordings, ring, fs: nodeFileSystem, sync: false, onDamage }
  const original = (exchange: Parameters<Originals['originalOf']>[0]): Exchange | null => {
    const found = reader.find(exchange)
    return found === undefined ? null : originalInLine(found.line)
  }
  return {
    get isCommitted() {
      return areOriginalsCommitted(recordings)
    },
    originalOf: async (exchange) => original(exchange),
    sealedOriginalOf: async (exchange) => sealedText(exchange, original(exchange), ring.current),
    openSealed: (text) => openSealedText(text, ring),
    async write(recording, originals) {
      for (const [file, group] of placesOf(recording, originals, reader)) {
        await putOriginals(disk, file, { ...group, known: 'replace' })
      }
      reader.reset()
    },
    async remove(recording) {
      const removed = await removeOriginals(disk, reader, recording.exchanges)
      reader.reset()
      return removed
    },
  }
}

interface Group {
  readonly keys: Set<string>
  readonly lines: Map<string, string>
}

/** Which file each original belongs into: the one that has it, else that of its recording. */
function placesOf(
  recording: Recording,
  originals: readonly Exchange[],
  reader: OriginalsReader,
): ReadonlyMap<string, Group> {
  const recorded = new Map(recording.exchanges.map((exchange) => [exchange.id, exchange]))
  const groups = new Map<string, Group>()
  for (const original of originals) {
    const exchange = recorded.get(original.id)
    if (exchange === undefined) throw new Error(`The recording has no exchange ${original.id}.`)
    const key = keyOfExchange(exchange)
    const name = reader.find(exchange)?.name ?? reader.namesFor(key)[0]
    const file = name?.replace(/(?:-more-\d+)?\.sealed$/, '.json') ?? recordingFileName(recording)
    const group = groups.get(file) ?? { keys: new Set(), lines: new Map() }
    group.keys.add(key)
    group.lines.set(original.id, lineOfOriginal(original))
    groups.set(file, group)
  }
  return groups
}
