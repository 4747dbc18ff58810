import type { Exchange, RecordingStore } from '@ringback/recording'
import {
  openPostgresOriginals,
  postgresLearnedValues,
  refusalOf,
  type LearnedValues,
} from '@ringback/recording/postgres'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { createDatabaseOriginalsKeeper } from '../originals/database/keep-originals.ts'
import type { SettledExchange } from '../originals/original-text.ts'
import { betterClock, measureClock } from './measure-clock.ts'
import { openDatabase, openTables } from './open-database.ts'
import { createPortions } from './portions.ts'
import type { RecordingDatabase } from './recording-database.ts'
import type { RefusedExchange, SettleStore } from './settle-store.ts'
import { createSharedKnowledge, type SharedKnowledge } from './shared-knowledge.ts'
import type { StoreClock, StoreTime } from './store-time.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

export interface DatabaseStoreOptions {
  readonly database: RecordingDatabase
  /** Exchanges are redacted with its current key. */
  readonly ring: KeyRing
  /** Is awaited before exchanges are sent. */
  readonly beforeSending: () => Promise<void>
  /** Is told for how many milliseconds this thread had nothing to do while it waited for the database. */
  readonly onWaited: (ms: number) => void
}

/** A database that takes exchanges. */
export interface DatabaseStore extends SettleStore {
  /** Keeps the originals of exchanges that it has taken, sealed. Rejects as `keep` does; the same ones may be given again. */
  keepOriginals(settled: readonly SettledExchange[]): Promise<void>
  /** What this recorder and the others of the database tell each other. */
  readonly shared: SharedKnowledge
  /** Measures the database's clock if that is due, and sets the time by it. Never rejects. Resolves to whether it was set. */
  setTime(time: StoreTime): Promise<boolean>
}

/** So many originals are in one transaction. */
const mostAtOnce = 500
/** How often the clock is measured, and how soon again where that failed, in milliseconds. */
const measureMs = 60_000
const measureAgainMs = 5000

/**
 * A store over a database that need not be there yet: connects when exchanges come, and again after each failure, so that tables that
 * were changed and a key that was noted meanwhile are seen.
 */
export function createDatabaseStore(options: DatabaseStoreOptions): DatabaseStore {
  const { database, ring, beforeSending, onWaited } = options
  const connections = openDatabase(database)
  let tables: RecordingStore | undefined
  let keeper: ((settled: readonly SettledExchange[]) => Promise<void>) | undefined
  const measuring = createMeasuring()
  const portions = createPortions()
  /** What the database has answered of the exchanges that are given until it has taken all: those that it refused have a reason. */
  const answered = new Map<string, RefusedExchange | undefined>()

  /** Sends exchanges to the database: how many at once depends on how well that goes. */
  async function sendPortion<Result>(work: (store: RecordingStore) => Promise<Result>): Promise<Result> {
    try {
      const result = await send(work)
      portions.taken()
      return result
    } catch (error) {
      portions.failed()
      throw error
    }
  }

  /** Sends something to the database. After a failure its tables are looked at anew. */
  async function send<Result>(work: (store: RecordingStore) => Promise<Result>): Promise<Result> {
    await beforeSending()
    const idleBefore = idleMs()
    try {
      return await work((tables ??= await openTables(connections, database, ring)))
    } catch (error) {
      tables = undefined
      keeper = undefined
      throw error
    } finally {
      onWaited(idleMs() - idleBefore)
    }
  }

  const sent = async <Result>(work: (values: LearnedValues) => Promise<Result>): Promise<Result> =>
    send(async () => work(postgresLearnedValues(connections.where)))
  return {
    shared: createSharedKnowledge(
      {
        add: async (recorder, learned) => sent(async (values) => values.add(recorder, learned)),
        ofOthers: async (recorder, calls) => sent(async (values) => values.ofOthers(recorder, calls)),
        prune: async (hours) => sent(async (values) => values.prune(hours)),
      },
      ring,
    ),
    async keep(exchanges) {
      for (;;) {
        const some = portions.first(exchanges.filter(({ id }) => !answered.has(id)))
        if (some.length === 0) break
        const refused = await sendPortion(async (store) => keepSome(store, some))
        for (const { id } of some) answered.set(id, undefined)
        for (const each of refused) answered.set(each.id, each)
      }
      const refused = [...answered.values()].filter((each) => each !== undefined)
      answered.clear()
      return refused
    },
    async keepOriginals(settled) {
      for (let at = 0; at < settled.length; at += mostAtOnce) {
        await sendPortion(async () => {
          keeper ??= createDatabaseOriginalsKeeper(
            await openPostgresOriginals(connections.where),
            ring.current,
          )
          await keeper(settled.slice(at, at + mostAtOnce))
        })
      }
    },
    async setTime(time) {
      if (!measuring.isDue()) return false
      try {
        return await send(async () => betterTime(time, await measureClock(connections.where.pool)))
      } catch {
        measuring.failed()
        return false
      }
    },
    close: async () => connections.close(),
  }
}

/** When the clock is measured. */
function createMeasuring(): { readonly isDue: () => boolean; readonly failed: () => void } {
  let next = 0
  return {
    isDue() {
      const now = performance.now()
      if (now < next) return false
      next = now + measureMs
      return true
    },
    failed: () => void (next = performance.now() + measureAgainMs),
  }
}

/** Sets the time by a measurement, unless what is known is less wrong. Returns whether it was set. */
function betterTime(time: StoreTime, measured: StoreClock): boolean {
  const known = time.clock()
  const better = betterClock(known, measured)
  if (better === known) return false
  time.set(better)
  return true
}

/** For how long this thread has had nothing to do so far. */
function idleMs(): number {
  return performance.eventLoopUtilization().idle
}

async function keepSome(
  store: RecordingStore,
  exchanges: readonly Exchange[],
): Promise<readonly RefusedExchange[]> {
  const results = await Promise.allSettled(exchanges.map(async (exchange) => store.append(exchange)))
  return results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return []
    const reason = refusalOf(result.reason)
    if (reason === undefined) throw result.reason
    return { id: exchanges[index]?.id ?? '', reason }
  })
}
