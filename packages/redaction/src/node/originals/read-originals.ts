import { join } from 'node:path'
import type { Damage, Exchange } from '@ringback/recording'
import { keyOfExchange } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { WrongKeyError } from '../keys/wrong-key-error.ts'
import { originalsIn, type OriginalLines } from './original-text.ts'
import { originalsFolderOf, recordingNameOf } from './originals-folder.ts'
import { createSealedIndex, openSealedAt, type SealedIndex } from './sealed-index.ts'

/** A sealed original that was found, as a line of its file. */
export interface FoundLine {
  readonly line: string
  /** The name of the sealed file. */
  readonly name: string
  readonly recording: string
}

/** Finds originals in the sealed files of a folder. Blocks while it reads. */
export interface OriginalsReader {
  /** The names of the sealed files. */
  names(): readonly string[]
  /** The files that may hold originals of a key (see `keyOfExchange`); those of its recording first. */
  namesFor(key: string): readonly string[]
  /**
   * The original of an exchange; undefined when there is none.
   * @throws {WrongKeyError} when it may be in a file whose key is not in the ring.
   */
  find(exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>): FoundLine | undefined
  /** Forgets what was read, after something was written. */
  reset(): void
}

/** So many files are kept open in memory. */
const filesRemembered = 8

export function createOriginalsReader(
  recordings: string,
  ring: KeyRing,
  onDamage: (damage: Damage) => void,
): OriginalsReader {
  const folder = originalsFolderOf(recordings)
  const opened = new Map<string, OpenedLines>()
  const damaged = new Set<string>()
  let known: SealedIndex | undefined

  function report(name: string): void {
    if (damaged.has(name)) return
    damaged.add(name)
    onDamage({ where: join(folder, name), reason: 'the sealed original is damaged' })
  }

  function index(): SealedIndex {
    known ??= createSealedIndex(folder, report)
    return known
  }

  function linesOf(name: string): OpenedLines {
    const lines = opened.get(name) ?? openLines(join(folder, name), ring)
    if (lines.type === 'damaged') report(name)
    opened.set(name, lines)
    const [oldest] = opened.keys()
    if (opened.size > filesRemembered && oldest !== undefined) opened.delete(oldest)
    return lines
  }

  return {
    names: () => index().names(),
    namesFor: (key) => [...new Set([...index().named(key), ...index().keyed(key)])],
    find(exchange) {
      const key = keyOfExchange(exchange)
      let missing: WrongKeyError | undefined
      // The headers of all files are read only where the names do not lead to the original.
      for (const names of [() => index().named(key), () => index().keyed(key)]) {
        for (const name of names()) {
          const file = linesOf(name)
          const line = file.type === 'opened' ? file.lines.get(exchange.id) : undefined
          if (line !== undefined) return { line, name, recording: recordingNameOf(name) }
          if (file.type === 'wrong-key')
            missing ??= new WrongKeyError(`The original ${join(folder, name)}`, file.keyId, ring)
        }
      }
      if (missing !== undefined) throw missing
      return undefined
    },
    reset() {
      known = undefined
      opened.clear()
    },
  }
}

type OpenedLines =
  | { readonly type: 'opened'; readonly lines: OriginalLines }
  | { readonly type: 'wrong-key'; readonly keyId: string }
  | { readonly type: 'damaged' }

function openLines(file: string, ring: KeyRing): OpenedLines {
  const found = openSealedAt(file, ring)
  return found.type === 'opened' ? { type: 'opened', lines: originalsIn(found.text) } : found
}
