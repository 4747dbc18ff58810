import type { RecordingStore, SealedOriginals } from '@ringback/recording'
import { claimDatabaseKey, keysOfDatabase, type KeyRing } from '@ringback/redaction/node'
import type { Io } from '../shell/io.ts'
import { redactionKeysOfEnvironment } from '../state/redaction-key.ts'
import { keyRequired } from './key-required.ts'
import { openStore, using, withStore, type OpenStore } from './open-store.ts'
import type { StoreAddress } from './store-address.ts'

/**
 * Connects to a database for reading, and ends the connections afterwards.
 * @throws {WrongKeyError} when RINGBACK_REDACTION_KEY is set and its recordings were redacted with another key.
 * @throws {RingbackError} `store-not-migrated`, or as `withStore` does.
 */
export async function withKeyedStore<Result>(
  address: StoreAddress,
  { env }: Pick<Io, 'env'>,
  use: (store: OpenStore) => Promise<Result>,
): Promise<Result> {
  return withStore(address, async (store) => {
    await assertUsable(store, env)
    return use(store)
  })
}

/**
 * Connects to a database for reading, for as long as it takes; whoever asks for it closes it.
 * @throws {WrongKeyError} and {RingbackError} as `withKeyedStore` does.
 */
export async function openStoreForReading(
  address: StoreAddress,
  { env }: Pick<Io, 'env'>,
): Promise<OpenStore> {
  const store = await openStore(address)
  await orClosed(store, async () => assertUsable(store, env))
  return store
}

/** Does something with a connected database, whose connections are ended when that fails. */
async function orClosed<Result>(store: OpenStore, work: () => Promise<Result>): Promise<Result> {
  try {
    return await using(store, work)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Its tables are those that this version needs, and its key is the one that is set, if one is. */
async function assertUsable({ postgres, where, name }: OpenStore, env: Io['env']): Promise<void> {
  await postgres.assertMigrated(where)
  const keys = await redactionKeysOfEnvironment(env)
  if (keys === undefined) return
  const keyId = await postgres.postgresKey(where)
  if (keyId !== undefined) keysOfDatabase(name, keyId, keys.ring)
}

/** A database that recordings can be written to. When it fails later on, that is told as `store-unusable`, too. */
export interface KeyedStore {
  /** Its `close` ends the connections. */
  readonly recordings: Pick<RecordingStore, 'append' | 'replace' | 'close'>
  readonly originals: Pick<SealedOriginals, 'keep'>
  /** Those of RINGBACK_REDACTION_KEY. */
  readonly ring: KeyRing
}

/**
 * Opens a database for writing, with the key of RINGBACK_REDACTION_KEY, which is noted in the database when it is the first. A key that
 * this machine has made for itself is not used: one caller would have another pseudonym on each machine.
 * @throws {WrongKeyError} when its recordings were redacted with another key.
 * @throws {RingbackError} `no-redaction-key`, `peer-missing`, `store-not-migrated` or `store-unusable`.
 */
export async function openKeyedStore(address: StoreAddress, { env }: Pick<Io, 'env'>): Promise<KeyedStore> {
  const keys = await redactionKeysOfEnvironment(env)
  if (keys === undefined) throw keyRequired(address)
  const { ring } = keys
  const store = await openStore(address)
  const { postgres, where, name } = store
  const recordings = await orClosed(store, async () => {
    const opened = await postgres.openPostgresStore(where)
    await claimDatabaseKey(name, ring, async (keyId) => postgres.claimPostgresKey(where, keyId))
    return opened
  })
  const originals = postgres.postgresOriginals(where)
  return {
    ring,
    originals: { keep: async (sealed) => using(store, async () => originals.keep(sealed)) },
    recordings: {
      append: async (exchange) => using(store, async () => recordings.append(exchange)),
      replace: async (exchanges) => using(store, async () => recordings.replace(exchanges)),
      async close() {
        await recordings.close()
        await store.close()
      },
    },
  }
}
