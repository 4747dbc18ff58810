import type { PoolClient } from 'pg'
import type { Exchange } from '../exchange.ts'
import { textArray } from './binary-array.ts'
import { lockCalls, refreshCalls } from './calls/refresh-calls.ts'
import { legOf, legRowsOf, linksOf, type LegRow } from './leg-rows.ts'
import type { TableNames } from './schema.ts'
import { assertKeyNoted } from './store-key.ts'

/**
 * Keeps exchanges and what is known of their legs, in the transaction of a client; those that are there already are left out.
 * @throws {RingbackError} `wrong-redaction-key` when one of them was redacted with another key than the one that is noted.
 */
export async function keepExchanges(
  client: PoolClient,
  names: TableNames,
  exchanges: readonly Exchange[],
): Promise<void> {
  await assertKeyNoted(client, names, new Set(exchanges.flatMap(({ redaction }) => redaction?.keyId ?? [])))
  const fresh = await insertExchanges(client, names, exchanges)
  await keepLegs(client, names, legRowsOf(fresh))
}

/** Returns those that were not there. */
async function insertExchanges(
  client: PoolClient,
  { exchanges: table }: TableNames,
  exchanges: readonly Exchange[],
): Promise<readonly Exchange[]> {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  const given = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const { rows } = await client.query<{ id: string }>(
    `insert into ${table} (id, started_at, leg, exchange)
     select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])
     on conflict do nothing returning id`,
    [
      given.map(({ id }) => id),
      given.map(({ startedAt }) => startedAt),
      given.map(legOf),
      textArray(given.map((exchange) => JSON.stringify(exchange))),
    ],
  )
  const inserted = new Set(rows.map(({ id }) => id))
  return given.filter(({ id }) => inserted.has(id))
}

/**
 * Adds to what is known of legs, and of the calls that they belong to. The rows are in the order of their names, so that no two
 * transactions wait for each other.
 */
export async function keepLegs(
  client: PoolClient,
  names: TableNames,
  rows: readonly LegRow[],
): Promise<void> {
  if (rows.length === 0) return
  const { rows: kept } = await client.query<{ call: string; shared: boolean }>(
    legsStatement(names),
    legColumns(rows),
  )
  await lockCalls(
    client,
    names,
    kept.flatMap(({ call, shared }) => (shared ? [call] : [])),
  )
  await refreshCalls(client, names, [...new Set(kept.map(({ call }) => call))])
}

function legsStatement({ legs }: TableNames): string {
  return `insert into ${legs} as old
       (sid, call, parent, started_at, last_at, first_id, exchanges, problems, party_id, from_party, to_party, parties,
       status_id, call_status, http_status, signature, kinds, terms)
     select sid, sid, parent, started_at, last_at, first_id, exchanges, problems, party_id, from_party, to_party,
       array(select jsonb_array_elements_text(parties)),
       search->>'statusId', search->>'callStatus', (search->>'httpStatus')::int, (search->>'signature')::int,
       array(select jsonb_array_elements_text(search->'kinds')),
       array(select hashtextextended(term, 0) from jsonb_array_elements_text(search->'terms') as term)
     from (select given.*, json::jsonb as search from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[],
       $5::int[], $6::int[], $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::text[], $12::text[])
       as given (sid, started_at, last_at, first_id, exchanges, problems, party_id, from_party, to_party, parties,
       parent, json)) as new
     on conflict (sid) do update set
       parent = coalesce(old.parent, excluded.parent),
       started_at = least(old.started_at, excluded.started_at),
       last_at = greatest(old.last_at, excluded.last_at),
       first_id = least(old.first_id, excluded.first_id),
       exchanges = old.exchanges + excluded.exchanges,
       problems = old.problems + excluded.problems,
       party_id = least(old.party_id, excluded.party_id),
       from_party = case when excluded.party_id < old.party_id or old.party_id is null
         then excluded.from_party else old.from_party end,
       to_party = case when excluded.party_id < old.party_id or old.party_id is null
         then excluded.to_party else old.to_party end,
       parties = case when old.parties @> excluded.parties then old.parties
         else array(select distinct unnest(old.parties || excluded.parties)) end,
       status_id = greatest(old.status_id, excluded.status_id),
       call_status = case when excluded.status_id > old.status_id or old.status_id is null
         then excluded.call_status else old.call_status end,
       http_status = greatest(old.http_status, excluded.http_status),
       signature = least(old.signature, excluded.signature),
       kinds = case when old.kinds @> excluded.kinds then old.kinds
         else array(select distinct unnest(old.kinds || excluded.kinds)) end,
       terms = case when old.terms @> excluded.terms then old.terms
         else array(select distinct unnest(old.terms || excluded.terms)) end
     returning call, is_shared as shared`
}

/** The values of the statement, a list for each column. */
function legColumns(rows: readonly LegRow[]): unknown[] {
  return [
    rows.map(({ sid }) => sid),
    rows.map(({ startedAt }) => startedAt),
    rows.map(({ lastAt }) => lastAt),
    rows.map(({ firstId }) => firstId),
    rows.map(({ exchanges }) => exchanges),
    rows.map(({ problems }) => problems),
    rows.map(({ partyId }) => partyId),
    rows.map(({ fromParty }) => fromParty),
    rows.map(({ toParty }) => toParty),
    rows.map(({ parties }) => JSON.stringify([...parties])),
    rows.map(({ parent }) => parent),
    textArray(rows.map(({ search }) => JSON.stringify(search, setsAsLists))),
  ]
}

function setsAsLists(_name: string, value: unknown): unknown {
  return value instanceof Set ? [...value] : value
}

/**
 * Gives legs that hang together one call, in the transaction of a client. Two transactions could join the same calls: one waits
 * for the other. It must be another transaction than the one that kept the legs, or two could wait for each other; or one that began with
 * {@link lockJoining}.
 */
export async function joinCalls(
  client: PoolClient,
  names: TableNames,
  exchanges: readonly Exchange[],
): Promise<void> {
  const { legs } = names
  const links = [...new Map(exchanges.flatMap(linksOf).map((link) => [link.join(' '), link])).values()]
  if (links.length === 0) return
  await lockJoining(client, names)
  const { rows } = await client.query<{ one: string; other: string }>(
    `select a.sid as one, b.sid as other from unnest($1::text[], $2::text[]) as link (child_leg, parent_leg)
     join ${legs} a on a.sid = child_leg join ${legs} b on b.sid = parent_leg where a.call <> b.call`,
    [links.map(([child]) => child), links.map(([, parent]) => parent)],
  )
  const together = new Set<string>()
  for (const { one, other } of rows) {
    const { rows: joined } = await client.query<{ call: string; before: string }>(
      `update ${legs} leg set call = (select min(call) from ${legs} where sid in ($1, $2)), is_shared = true
       from ${legs} before
       where before.sid = leg.sid and before.call in (select call from ${legs} where sid in ($1, $2))
       returning leg.call, before.call as before`,
      [one, other],
    )
    for (const { call, before } of joined) together.add(call).add(before)
  }
  if (together.size === 0) return
  await lockCalls(client, names, [...together])
  await refreshCalls(client, names, [...together])
}

/** Waits for others that give legs one call, until the transaction ends. Before any leg is written: see {@link joinCalls}. */
export async function lockJoining(client: PoolClient, { schema }: TableNames): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${schema} calls`])
}

/** Whether exchanges tell of legs that hang together. */
export function hasLinks(exchanges: readonly Exchange[]): boolean {
  return exchanges.some((exchange) => linksOf(exchange).length > 0)
}
