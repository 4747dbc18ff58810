import type { Damage, Exchange, SealedOriginal, SealedOriginals } from '@ringback/recording'
import type { KeyRing } from '../../keys/redaction-keys.ts'
import { WrongKeyError } from '../../keys/wrong-key-error.ts'
import { openSealedText, sealedText } from '../sealed-text.ts'
import { lineOfOriginal, originalInLine } from '../original-text.ts'
import type { Originals } from '../originals.ts'
import { openedOriginal, sealedOriginal } from './sealed-original.ts'

/** The originals of a database. */
export interface OriginalsDatabase {
  readonly originals: Pick<SealedOriginals, 'find' | 'replace' | 'remove'>
  /** What the database is called in messages. */
  readonly name: string
}

/** What is needed to open them. */
export interface DatabaseOriginalsOptions {
  readonly ring: KeyRing
  readonly onDamage: (damage: Damage) => void
}

/** The originals of a database, as `openOriginals` gives those of a folder. None of them goes into git or a pact file. */
export function databaseOriginals(
  { originals, name }: OriginalsDatabase,
  { ring, onDamage }: DatabaseOriginalsOptions,
): Originals {
  const sought = createGathered(async (exchanges: readonly Sought[]) => originals.find(exchanges))
  const lineIn = createLineOpener(name, { ring, onDamage })

  function originalIn(sealed: SealedOriginal): Exchange | null {
    const line = lineIn(sealed)
    return line === undefined ? null : originalInLine(line)
  }

  return {
    isCommitted: false,
    async originalOf(exchange) {
      const sealed = (await sought(exchange)).get(exchange.id)
      return sealed === undefined ? null : originalIn(sealed)
    },
    async sealedOriginalOf(exchange) {
      const sealed = (await sought(exchange)).get(exchange.id)
      return sealedText(exchange, sealed === undefined ? null : originalIn(sealed), ring.current)
    },
    openSealed: (text) => openSealedText(text, ring),
    async write(recording, given) {
      const recorded = new Map(recording.exchanges.map((exchange) => [exchange.id, exchange]))
      await originals.replace(
        given.map((original) => {
          const exchange = recorded.get(original.id)
          if (exchange === undefined) throw new Error(`The recording has no exchange ${original.id}.`)
          return sealedOriginal(exchange, lineOfOriginal(original), ring.current)
        }),
      )
    },
    remove: async ({ exchanges }) => originals.remove(exchanges),
  }
}

/**
 * Opens sealed originals of a database: each to its line; undefined when it is damaged, which is told once.
 * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
 */
export function createLineOpener(
  name: string,
  { ring, onDamage }: DatabaseOriginalsOptions,
): (sealed: SealedOriginal) => string | undefined {
  const damaged = new Set<string>()
  return (sealed) => {
    const opened = openedOriginal(sealed, ring)
    if (opened.type === 'opened') return opened.line
    const where = whereIs(sealed.id, name)
    if (opened.type === 'wrong-key') throw new WrongKeyError(`The ${where}`, opened.keyId, ring)
    if (!damaged.has(sealed.id)) onDamage({ where, reason: 'it is damaged' })
    damaged.add(sealed.id)
    return undefined
  }
}

/** What a sealed original is called in messages. */
export function whereIs(id: string, name: string): string {
  return `original of exchange ${id} in ${name}`
}

type Sought = Pick<Exchange, 'id' | 'startedAt'>

/** Asks once for all that is asked for in one turn of the event loop. */
function createGathered<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<Answer>,
): (item: Item) => Promise<Answer> {
  let waiting: { readonly items: Item[]; readonly answer: Promise<Answer> } | undefined
  return async (item) => {
    if (waiting === undefined) {
      const items: Item[] = []
      const answer = Promise.resolve().then(async () => {
        waiting = undefined
        return ask(items)
      })
      waiting = { items, answer }
    }
    waiting.items.push(item)
    return waiting.answer
  }
}
