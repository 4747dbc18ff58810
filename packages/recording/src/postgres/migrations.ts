import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { TableNames } from './schema.ts'

/** The changes that make the tables, in the order of their names. One that was published is never changed. */
export function migrationsFor({
  exchanges,
  legs,
  originals,
  keys,
}: TableNames): Readonly<Record<string, Migration>> {
  return {
    '0001_recordings': statements(
      // JSON as text: `jsonb` would refuse a NUL in a body and forget the order of what it holds.
      `create table ${exchanges} (
        id text not null,
        started_at timestamptz not null,
        leg text not null,
        exchange text not null,
        primary key (started_at, id)
      ) partition by range (started_at)`,
      `create index on ${exchanges} (leg)`,
      `create table ${legs} (
        sid text primary key,
        call text not null,
        parent text,
        started_at timestamptz,
        last_at timestamptz,
        first_id text,
        exchanges integer not null default 0,
        problems integer not null default 0,
        party_id text,
        from_party text,
        to_party text,
        parties text[] not null default '{}'
      )`,
      `create index on ${legs} (call, sid)`,
      `create index on ${legs} (started_at desc, sid desc)`,
      `create index on ${legs} (sid text_pattern_ops)`,
      `create index on ${legs} using gin (parties)`,
      `create table ${originals} (
        id text not null,
        started_at timestamptz not null,
        leg text not null,
        key_id text not null,
        sealed bytea not null,
        primary key (started_at, id)
      ) partition by range (started_at)`,
      // What is sealed does not become shorter.
      `alter table ${originals} alter column sealed set storage external`,
      `create index on ${originals} (leg)`,
      `create table ${keys} (only_row boolean primary key default true check (only_row), key_id text not null)`,
    ),
  }
}

function statements(...texts: readonly string[]): Migration {
  return {
    async up(database: Kysely<unknown>) {
      for (const text of texts) await sql.raw(text).execute(database)
    },
  }
}
