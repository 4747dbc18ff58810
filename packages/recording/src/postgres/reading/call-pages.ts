import type { Pool } from 'pg'
import type { RecordingsReader, WantedRecordings } from '../../reader/recordings-reader.ts'
import { dayKeyStart } from '../../recordings-of.ts'
import { conditionsOf, createTermHashes, type Condition, type TermHashes } from '../calls/conditions.ts'
import { storable } from '../storable.ts'
import type { TableNames } from '../schema.ts'
import { legColumns, listedOf, type KeptLeg } from './listed-calls.ts'

/** Gives pages of the list of calls: only the legs of the calls on a page are read. */
export function createCallPages(pool: Pool, names: TableNames): RecordingsReader['page'] {
  const hashes = createTermHashes(pool)
  return async (wanted, { offset, limit }) => {
    const { sql, values } = await conditionOf(wanted, names, hashes)
    const [counted, found] = await Promise.all([
      pool.query<{ total: number }>(`select count(*)::int as total from ${names.calls} where ${sql}`, values),
      pool.query<{ call: string; first_id: string }>(
        `select call, first_id from ${names.calls} where ${sql}
         order by started_at desc, first_id desc limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, limit, offset],
      ),
    ])
    const { rows: legs } = await pool.query<KeptLeg>(
      `select ${legColumns} from ${names.legs} where call = any($1) order by call, sid`,
      [found.rows.map(({ call }) => call)],
    )
    const byFirstId = new Map(listedOf(legs).map((listed) => [listed.summary.firstId, listed]))
    return {
      listed: found.rows.flatMap(({ first_id: firstId }) => byFirstId.get(firstId) ?? []),
      total: counted.rows[0]?.total ?? 0,
    }
  }
}

async function conditionOf(
  { text, isProblem }: WantedRecordings,
  names: TableNames,
  hashes: TermHashes,
): Promise<Condition> {
  const criteria = { status: '', kind: '', signature: '', parameter: '', tag: '', isProblem }
  const { sql, values } = await conditionsOf(criteria, names, hashes)
  if (text === '') return { sql, values }
  const [at, dayKey] = [values.length + 1, values.length + 2]
  return {
    // The day of exchanges without a call stands where calls have their SID.
    sql: `${sql} and call in (select call from ${names.legs}
      where (starts_with(sid, $${at}) and not starts_with(sid, $${dayKey}))
        or exists (select from unnest(parties) as party where strpos(party, $${at}) > 0))`,
    values: [...values, storable(text), dayKeyStart],
  }
}
