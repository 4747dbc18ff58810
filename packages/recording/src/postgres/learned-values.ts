import type { LearnedValues, NumberedLearning } from '../learned/learned-values.ts'
import { bytesArray } from './binary-array.ts'
import { tablesIn, type PostgresSchema } from './schema.ts'

/** What recorders tell each other over the tables in a schema, which have to be there. */
export function postgresLearnedValues({ pool, schema }: PostgresSchema): LearnedValues {
  const { learned: table, recorders } = tablesIn(schema)
  return {
    async add(recorder, learned, until) {
      // One statement: who sees until when everything was added sees all of it.
      await pool.query(
        `with told as (
           insert into ${recorders} as known (recorder, told_until, told_at)
             select $1, $4::double precision, clock_timestamp() where $4 is not null
           on conflict (recorder) do update
             set told_until = greatest(known.told_until, excluded.told_until), told_at = excluded.told_at)
         insert into ${table} (recorder, call, sealed) select $1, * from unnest($2::text[], $3::bytea[])`,
        [
          recorder,
          learned.map(({ call }) => call),
          bytesArray(learned.map(({ sealed }) => sealed)),
          until ?? null,
        ],
      )
    },
    async toldByOthers(recorder, from, silentMs) {
      const { rows } = await pool.query<{ until: number | null }>(
        `with asking as (update ${recorders} set told_at = clock_timestamp() where recorder = $1)
         select min(told_until) as until from ${recorders}
         where recorder <> $1 and told_until >= $2 and told_at > clock_timestamp() - make_interval(secs => $3::float8 / 1000)`,
        [recorder, from, silentMs],
      )
      return rows[0]?.until ?? undefined
    },
    async ofOthers(recorder, calls) {
      if (calls.length === 0) return []
      const { rows } = await pool.query<NumberedLearning>(
        `select number, call, sealed from ${table} where call = any($1) and recorder <> $2 order by number`,
        [calls, recorder],
      )
      return rows
    },
    async leave(recorder) {
      await pool.query(`delete from ${recorders} where recorder = $1`, [recorder])
    },
    async prune(hours) {
      await pool.query(`delete from ${recorders} where told_at < now() - make_interval(hours => $1)`, [hours])
      const { rowCount } = await pool.query(
        `delete from ${table} where added_at < now() - make_interval(hours => $1)`,
        [hours],
      )
      return rowCount ?? 0
    },
  }
}
