import {
  mayHold,
  type Damage,
  type Exchange,
  type Recording,
  type RemovableRecordings,
  type SealedOriginal,
  type SealedOriginals,
  type ForgottenList,
} from '@ringback/recording'
import { keysWithId, type KeyRing } from '../../keys/redaction-keys.ts'
import { whereIs, type OriginalsDatabase } from '../../originals/database/database-originals.ts'
import { openedOriginal } from '../../originals/database/sealed-original.ts'
import { originalInLine } from '../../originals/original-text.ts'
import { forgottenDays, sealedEntry } from '../late/forgotten-entry.ts'
import { signsOf, textOfExchange } from '../mentions.ts'
import type { ForgetPlace, TellForgotten, WithOriginals } from './forget-place.ts'

/** A database out of which somebody can be forgotten. */
export interface ForgettableDatabase extends OriginalsDatabase {
  readonly originals: SealedOriginals
  readonly recordings: RemovableRecordings
  /** Who was forgotten lately. */
  readonly forgotten: ForgottenList
}

/** With which keys. */
export interface DatabasePlaceOptions {
  readonly ring: KeyRing
  /** Is told of each original that is damaged, once. */
  readonly onDamage: (damage: Damage) => void
  /** Is called with how many originals were opened so far. */
  readonly onProgress: (originals: number) => void
}

/**
 * The recordings of a database. The database itself looks for what may stand in recordings; originals, which it cannot read, are opened
 * some at a time. Others may go on writing.
 */
export function databasePlace(
  { recordings, originals, forgotten, name }: ForgettableDatabase,
  { ring, onDamage, onProgress }: DatabasePlaceOptions,
): ForgetPlace {
  const keyIds = [ring.current, ...ring.older].map(({ keyId }) => keyId)
  const damaged = new Set<string>()
  const lineIn = (sealed: SealedOriginal): string | undefined => {
    const opened = openedOriginal(sealed, ring)
    if (opened.type === 'damaged' && !damaged.has(sealed.id)) {
      damaged.add(sealed.id)
      onDamage({ where: whereIs(sealed.id, name), reason: 'it is damaged' })
    }
    return opened.type === 'opened' ? opened.line : undefined
  }
  const withOriginals = async (recording: Recording): Promise<WithOriginals> => ({
    recording,
    originals: await originalsOf(recording, originals, lineIn),
  })
  return {
    async *lookedAt({ recorded, given }) {
      const seen = new Set<string>()
      for await (const recording of recordings.holding(signsOf(recorded))) {
        for (const { id } of recording.exchanges) seen.add(id)
        yield withOriginals(recording)
      }
      const signs = signsOf([given])
      const isAbout = (line: string): boolean => signs.length === 0 || mayHold(line, signs)
      let opened = 0
      for await (const page of originals.pages(keyIds, 'all')) {
        onProgress((opened += page.length))
        const found = page.filter((sealed) => !seen.has(sealed.id) && isAbout(lineIn(sealed) ?? ''))
        for (const recording of found.length === 0 ? [] : await recordings.of(found)) {
          for (const { id } of recording.exchanges) seen.add(id)
          yield withOriginals(recording)
        }
      }
    },
    async with(exchange) {
      const recording = await recordings.with(exchange)
      return recording && withOriginals(recording)
    },
    async orphans(isReal) {
      const found: SealedOriginal[] = []
      for await (const page of originals.pages(keyIds, 'without-exchange')) {
        for (const sealed of page) {
          const line = lineIn(sealed)
          if (line !== undefined && isReal(textOfExchange(originalInLine(line)))) found.push(sealed)
        }
      }
      return { count: found.length, remove: async () => void (await originals.remove(found)) }
    },
    remove: async (exchanges) => recordings.remove(exchanges),
    teller: async () => tellerOf(forgotten, ring),
    removeNotes: async (about) => recordings.removeNotes(about),
    close: async () => undefined,
  }
}

async function tellerOf(forgotten: ForgottenList, ring: KeyRing): Promise<TellForgotten | undefined> {
  const keyId = await forgotten.keyId()
  const keys = keyId === undefined ? undefined : keysWithId(ring, keyId)
  return keys && (async (entry) => forgotten.add(sealedEntry(entry, keys), forgottenDays))
}

async function originalsOf(
  { exchanges }: Recording,
  originals: SealedOriginals,
  lineIn: (sealed: SealedOriginal) => string | undefined,
): Promise<ReadonlyMap<string, Exchange | 'sealed'>> {
  const found = await originals.find(exchanges)
  return new Map(
    [...found].map(([id, sealed]) => {
      const line = lineIn(sealed)
      return [id, line === undefined ? 'sealed' : originalInLine(line)]
    }),
  )
}
