import type { SealedOriginals } from '@ringback/recording'
import type { OriginalsDatabase } from '@ringback/redaction/node'
import { openStore, using } from './open-store.ts'
import type { StoreAddress } from './store-address.ts'

/**
 * The sealed originals of a database, which is connected to when one is asked for.
 * @throws {RingbackError} `peer-missing`; when they are used also `store-not-migrated` or `store-unusable`.
 */
export async function storeOriginals(address: StoreAddress): Promise<OriginalsDatabase> {
  const store = await openStore(address)
  let opened: Promise<SealedOriginals> | undefined
  const use = async <Result>(work: (originals: SealedOriginals) => Promise<Result>): Promise<Result> =>
    using(store, async () => work(await (opened ??= store.postgres.openPostgresOriginals(store.where))))
  return {
    name: store.name,
    originals: {
      replace: async (originals) => use(async (to) => to.replace(originals)),
      find: async (exchanges) => use(async (from) => from.find(exchanges)),
      remove: async (exchanges) => use(async (from) => from.remove(exchanges)),
    },
  }
}
