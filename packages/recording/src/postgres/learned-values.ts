import { bytesArray } from './binary-array.ts'
import { tablesIn, type PostgresSchema } from './schema.ts'

/** What one recorder has learned of a call, sealed. */
export interface SealedLearning {
  /** Names the call without telling its CallSid. */
  readonly call: string
  readonly sealed: Uint8Array
}

/** What recorders tell each other of calls whose webhooks reach several of them. */
export interface LearnedValues {
  /** Adds what a recorder has learned. */
  add(recorder: string, learned: readonly SealedLearning[]): Promise<void>
  /** What other recorders have added of some calls, in the order in which they did, each with a number of its own. */
  ofOthers(recorder: string, calls: readonly string[]): Promise<readonly NumberedLearning[]>
  /** Removes what was added more than so many hours ago: by then the calls are over. Returns how much. */
  prune(hours: number): Promise<number>
}

/** What a recorder has added. */
export interface NumberedLearning extends SealedLearning {
  /** No other has it; they ascend in the order in which they were added. */
  readonly number: string
}

/** What recorders tell each other over the tables in a schema, which have to be there. */
export function postgresLearnedValues({ pool, schema }: PostgresSchema): LearnedValues {
  const { learned: table } = tablesIn(schema)
  return {
    async add(recorder, learned) {
      if (learned.length === 0) return
      await pool.query(
        `insert into ${table} (recorder, call, sealed) select $1, * from unnest($2::text[], $3::bytea[])`,
        [recorder, learned.map(({ call }) => call), bytesArray(learned.map(({ sealed }) => sealed))],
      )
    },
    async ofOthers(recorder, calls) {
      if (calls.length === 0) return []
      const { rows } = await pool.query<NumberedLearning>(
        `select number, call, sealed from ${table} where call = any($1) and recorder <> $2 order by number`,
        [calls, recorder],
      )
      return rows
    },
    async prune(hours) {
      const { rowCount } = await pool.query(
        `delete from ${table} where added_at < now() - make_interval(hours => $1)`,
        [hours],
      )
      return rowCount ?? 0
    },
  }
}
