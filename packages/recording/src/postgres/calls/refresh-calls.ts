import type { PoolClient } from 'pg'
import { dayKeyStart } from '../../recordings-of.ts'
import type { TableNames } from '../schema.ts'
import { worstFirst } from './leg-search.ts'
import { termStarts } from './terms.ts'

/** So many characters of what is searched as text are kept: an index takes no more. */
const longestSearch = 500

/**
 * Brings the rows of some calls in the list up to date with their legs, in the transaction of a client that has changed the legs; a call
 * without exchanges leaves the list. Tells those who watch the list.
 */
export async function refreshCalls(
  client: PoolClient,
  names: TableNames,
  calls: readonly string[],
): Promise<void> {
  if (calls.length === 0) return
  await client.query(refreshStatement(names), [
    calls,
    longestSearch,
    worstFirst,
    termStarts.kind,
    termStarts.signature,
    termStarts.status,
    termStarts.problem,
    dayKeyStart,
    names.changes,
  ])
}

/**
 * Waits for others that change legs of the same calls, until the transaction ends. Whoever changes the only leg of a call need not:
 * the leg's row is locked then.
 */
export async function lockCalls(
  client: PoolClient,
  { calls }: TableNames,
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) return
  await client.query(`select from ${calls} where call = any($1) order by call for update`, [wanted])
}

/** Tells those who watch the list that something in it changes with this transaction, where its calls are the same. */
export async function tellChange(client: Pick<PoolClient, 'query'>, { changes }: TableNames): Promise<void> {
  await client.query('select nextval($1)', [changes])
}

/** A leg that nobody dialled is the first one. */
const firstLeg = 'order by parent is not null, first_id nulls last'

function refreshStatement({ calls, legs }: TableNames): string {
  return `with gone as (
      delete from ${calls} old where call = any($1) and not exists (
        select from ${legs} leg where leg.call = old.call and leg.exchanges > 0))
    insert into ${calls}
      (call, sid, started_at, first_id, exchanges, problems, from_party, to_party, search, terms)
    select call, root, started_at, first_id, exchanges, problems, from_party, to_party,
      left(lower(concat_ws(E'\\n', root, array_to_string(kinds, E'\\n'), from_party, to_party)), $2),
      array(
        select unnest(terms) from ${legs} leg where leg.call = grouped.call
        union select hashtextextended(term, 0) from (
          select $4::text || unnest(kinds)
          union all select $5::text || ($3::text[])[signature + 1]
          union all select $6::text || unnest(array[call_status, http_status::text])
          union all select $7::text where problems > 0) as own (term)
        where term is not null)
    from (
      select call,
        (array_agg(case when starts_with(sid, $8) then null else sid end ${firstLeg}))[1] as root,
        (array_agg(call_status ${firstLeg}))[1] as call_status,
        min(started_at) as started_at, min(first_id) as first_id, sum(exchanges) as exchanges, sum(problems) as problems,
        (array_agg(from_party order by party_id nulls last))[1] as from_party,
        (array_agg(to_party order by party_id nulls last))[1] as to_party,
        max(http_status) as http_status, min(signature) as signature,
        array(select distinct unnest(leg.kinds) from ${legs} leg where leg.call = changed.call) as kinds
      from ${legs} changed where call = any($1) group by call) as grouped
    where exchanges > 0 and (select nextval($9::regclass)) is not null
    on conflict (call) do update set sid = excluded.sid, started_at = excluded.started_at, first_id = excluded.first_id,
      exchanges = excluded.exchanges, problems = excluded.problems, from_party = excluded.from_party,
      to_party = excluded.to_party, search = excluded.search, terms = excluded.terms`
}
