import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, LearnedValues, RecordingStore } from '@ringback/recording'
import {
  postgresForgotten,
  postgresLearnedValues,
  postgresOriginals,
  refusalOf,
} from '@ringback/recording/postgres'
import type { ForgottenSource } from '../forget/late/forgotten-check.ts'
import { forgottenInDatabase } from '../forget/late/database-forgotten.ts'
import { createDatabaseOriginalsKeeper } from '../originals/database/keep-originals.ts'
import type { SettledExchange } from '../originals/original-text.ts'
import { createDatabaseSender, type DatabaseSender, type DatabaseSenderOptions } from './database-sender.ts'
import { betterClock, measureClock } from './measure-clock.ts'
import { createPortions } from './portions.ts'
import type { RefusedExchange, SettleStore } from './settle-store.ts'
import {
  createSharedKnowledge,
  type SharedKnowledge,
  type SharedKnowledgeOptions,
} from './shared-knowledge.ts'
import type { StoreClock, StoreTime } from './store-time.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

/** A database that takes exchanges. */
export interface DatabaseStore extends SettleStore {
  /** Keeps the originals of exchanges that it has taken, sealed. Rejects as `keep` does; the same ones may be given again. */
  keepOriginals(settled: readonly SettledExchange[]): Promise<void>
  /** Who was forgotten in it, whatever this recorder took before. */
  readonly forgotten: ForgottenSource
  /** What this recorder and the others of the database tell each other. */
  readonly shared: SharedKnowledge
  /** Measures the database's clock if that is due, and sets the time by it. Never rejects. Resolves to whether it was set. */
  setTime(time: StoreTime): Promise<boolean>
}

/** So many originals are in one transaction. */
const mostAtOnce = 500
/** How often the clock is measured, and how soon again where that failed, in milliseconds. */
const measureMs = { first: 1000, longest: 60_000, afterFailure: 5000 } as const

/** See `DatabaseSenderOptions`. */
export interface DatabaseStoreOptions
  extends Omit<DatabaseSenderOptions, 'forgottenRead'>, Pick<SharedKnowledgeOptions, 'recorder'> {}

/** A store over a database that need not be there yet. */
export function createDatabaseStore(options: DatabaseStoreOptions): DatabaseStore {
  const { ring, recorder, onWaited } = options
  const sender: DatabaseSender = createDatabaseSender({ ...options, forgottenRead: () => forgotten.read() })
  const list = postgresForgotten(sender.where)
  const forgotten = forgottenInDatabase(
    { since: async (number) => sender.send(async () => list.since(number)) },
    ring,
  )
  let keeper: ((settled: readonly SettledExchange[]) => Promise<void>) | undefined
  const measuring = createMeasuring()
  const portions = createPortions()
  /** What the database has answered of the exchanges that are given until it has taken all: those that it refused have a reason. */
  const answered = new Map<string, RefusedExchange | undefined>()

  /** Sends exchanges to the database: how many at once depends on how well that goes. */
  async function sendPortion<Result>(work: Parameters<typeof sender.send<Result>>[0]): Promise<Result> {
    try {
      const result = await sender.send(work)
      portions.taken()
      return result
    } catch (error) {
      portions.failed()
      throw error
    }
  }

  return {
    shared: createSharedKnowledge(valuesOver(sender), ring, {
      recorder,
      async sleep(ms) {
        await sleep(ms)
        onWaited(ms)
      },
    }),
    forgotten,
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
        await sendPortion(async (_tables, isNew) => {
          if (isNew || keeper === undefined)
            keeper = createDatabaseOriginalsKeeper(postgresOriginals(sender.where), ring.current)
          await keeper(settled.slice(at, at + mostAtOnce))
        })
      }
    },
    async setTime(time) {
      return measuring.measure(async () =>
        sender.send(async () => betterTime(time, await measureClock(sender.where.pool))),
      )
    },
    close: async () => sender.close(),
  }
}

/** Decides when the clock is measured. */
function createMeasuring(): { readonly measure: (work: () => Promise<boolean>) => Promise<boolean> } {
  let next = 0
  let pause: number = measureMs.first
  return {
    async measure(work) {
      const now = performance.now()
      if (now < next) return false
      // The first measurements are soon better than the one of the start, when a machine has much to do.
      next = now + pause
      pause = Math.min(pause * 2, measureMs.longest)
      try {
        return await work()
      } catch {
        next = performance.now() + measureMs.afterFailure
        return false
      }
    },
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

/** What recorders tell each other, over connections that may break. */
function valuesOver(sender: DatabaseSender): LearnedValues {
  const values = postgresLearnedValues(sender.where)
  return {
    add: async (...told) => sender.send(async () => values.add(...told)),
    toldByOthers: async (...question) => sender.send(async () => values.toldByOthers(...question)),
    leave: async (recorder) => sender.send(async () => values.leave(recorder)),
    ofOthers: async (recorder, calls) => sender.send(async () => values.ofOthers(recorder, calls)),
    prune: async (hours) => sender.send(async () => values.prune(hours)),
  }
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
