import type { Pool } from 'pg'
import type { RecordingsReader, WantedRecordings } from '../../reader/recordings-reader.ts'
import { dayKeyStart } from '../../recordings-of.ts'
import { conditionsOf, createTermHashes, type Condition, type TermHashes } from '../calls/conditions.ts'
import { countCalls, pageOfCalls } from '../calls/page-of-calls.ts'
import { storable } from '../storable.ts'
import type { TableNames } from '../schema.ts'
import { legColumns, listedOf, type KeptLeg } from './listed-calls.ts'

/** Gives pages of the list of calls: only the legs of the calls on a page are read. */
export function createCallPages(pool: Pool, names: TableNames): RecordingsReader['page'] {
  const hashes = createTermHashes(pool)
  return async (wanted, part) => {
    const condition = await conditionOf(wanted, names, hashes)
    const [total, entries] = await Promise.all([
      countCalls({ pool, names }, condition),
      pageOfCalls({ pool, names }, condition, part),
    ])
    const { rows: legs } = await pool.query<KeptLeg>(
      `select ${legColumns} from ${names.legs}
       where call in (select call from ${names.calls} where first_id = any($1)) order by call, sid`,
      [entries.map(({ firstId }) => firstId)],
    )
    const byFirstId = new Map(listedOf(legs).map((listed) => [listed.summary.firstId, listed]))
    return { listed: entries.flatMap(({ firstId }) => byFirstId.get(firstId) ?? []), total }
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
    // The day of exchanges without a call stands where calls have their SID. To look into all parties at once costs less than into each.
    sql: `${sql} and call in (select call from ${names.legs}
      where (starts_with(sid, $${at}) and not starts_with(sid, $${dayKey}))
        or (strpos(array_to_string(parties, ' '), $${at}) > 0
          and exists (select from unnest(parties) as party where strpos(party, $${at}) > 0)))`,
    values: [...values, storable(text), dayKeyStart],
  }
}
