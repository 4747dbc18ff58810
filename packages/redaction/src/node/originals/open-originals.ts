import { RingbackError } from '@ringback/common'
import type { Damage, Exchange, Recording } from '@ringback/recording'
import { keyOfExchange, nodeFileSystem, recordingFileName } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { WrongKeyError } from '../keys/wrong-key-error.ts'
import { lineOfOriginal, originalInLine, originalsIn, textOfOriginals } from './original-text.ts'
import { areOriginalsCommitted } from './originals-folder.ts'
import { putOriginals, type OriginalsDisk } from './put-originals.ts'
import { createOriginalsReader, type OriginalsReader } from './read-originals.ts'
import { removeOriginals } from './remove-originals.ts'
import { openSealedFile, sealFile } from './sealed-file.ts'

/** Whose originals `openOriginals` opens. */
export interface OriginalsOptions {
  /** The recordings folder. */
  readonly recordings: string
  readonly ring: KeyRing
  /**
   * Is told of a sealed file that is damaged, once for each. Its originals then count as missing. Default: reading one
   * throws.
   */
  readonly onDamage?: (damage: Damage) => void
}

/** The sealed originals of a recordings folder: what Twilio really sent and the app really answered. */
export interface Originals {
  /** Whether they may go into git (`ringback originals commit`). */
  readonly isCommitted: boolean
  /**
   * The original of a recorded exchange; null when there is none.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   * @throws {RingbackError} `damaged-original` when its file is damaged and nobody listens for damage.
   */
  originalOf(exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>): Promise<Exchange | null>
  /**
   * The original of a recorded exchange, sealed, as text that may stand in a pact file; null when there is none, or when
   * originals are not committed. The same original gives the same text.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   */
  sealedOriginalOf(exchange: Exchange): string | null
  /**
   * Opens what `sealedOriginalOf` returned; null when it is damaged.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   */
  openSealed(text: string): Exchange | null
  /**
   * Seals originals of exchanges of a recording, in place of those that are there. The caller holds the lock of the
   * recordings folder.
   */
  write(recording: Recording, originals: readonly Exchange[]): Promise<void>
  /**
   * Removes the originals of all exchanges of a recording; returns how many there were. The caller holds the lock of the
   * recordings folder.
   */
  remove(recording: Recording): Promise<number>
}

/** Opens the originals of a recordings folder. There need not be any. */
export async function openOriginals(options: OriginalsOptions): Promise<Originals> {
  const { recordings, ring, onDamage = throwDamage } = options
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
    sealedOriginalOf(exchange) {
      if (!areOriginalsCommitted(recordings)) return null
      const found = reader.find(exchange)
      if (found === undefined) return null
      const text = textOfOriginals(new Map([[exchange.id, found.line]]))
      const header = { recording: found.recording, keys: [keyOfExchange(exchange)] }
      return sealFile(header, text, ring.current).toString('base64')
    },
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

function throwDamage({ where, reason }: Damage): never {
  throw new RingbackError('damaged-original', `${where}: ${reason}.`, {
    remedy: 'Restore the file from git or a backup, or delete it: the recording is then compared without it.',
  })
}

function openSealedText(text: string, ring: KeyRing): Exchange | null {
  const opened = openSealedFile(Buffer.from(text, 'base64'), ring)
  if (opened.type === 'wrong-key') throw new WrongKeyError('The sealed original', opened.keyId, ring)
  const [line] = opened.type === 'opened' ? originalsIn(opened.text).values() : []
  return line === undefined ? null : originalInLine(line)
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
