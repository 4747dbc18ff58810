import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { TableNames } from '../schema.ts'

/** The changes that make the tables, in the order of their names. One that was published is never changed. */
export function migrationsFor(names: TableNames): Readonly<Record<string, Migration>> {
  return {
    '0001_recordings': statements(
      ...recordingTables(names),
      ...originalTables(names),
      ...callTables(names),
      ...learnedTables(names),
      `create table ${names.forgotten} (
        number bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        sealed bytea not null
      )`,
      `create table ${names.keys} (only_row boolean primary key default true check (only_row), key_id text not null)`,
    ),
  }
}

function recordingTables({ exchanges, legs }: TableNames): readonly string[] {
  return [
    // JSON as text: `jsonb` would refuse a NUL in a body and forget the order of what it holds.
    `create table ${exchanges} (
        id text collate "C" not null,
        started_at timestamptz not null,
        leg text not null,
        exchange text not null,
        primary key (started_at, id)
      ) partition by range (started_at)`,
    `create index on ${exchanges} (leg)`,
    `create table ${legs} (
        sid text collate "C" primary key,
        call text collate "C" not null,
        parent text collate "C",
        started_at timestamptz,
        last_at timestamptz,
        first_id text collate "C",
        exchanges integer not null default 0,
        problems integer not null default 0,
        party_id text collate "C",
        from_party text,
        to_party text,
        parties text[] not null default '{}',
        -- Whether other legs may have the same call.
        is_shared boolean not null default false,
        status_id text collate "C",
        call_status text,
        http_status integer,
        signature integer,
        kinds text[] not null default '{}',
        terms bigint[] not null default '{}'
      ) with (fillfactor = 80)`,
    `create index on ${legs} (call, sid)`,
    `create index on ${legs} (started_at desc, sid desc)`,
    `create index on ${legs} (sid text_pattern_ops)`,
    `create index on ${legs} using gin (parties)`,
  ]
}

function originalTables({ originals }: TableNames): readonly string[] {
  return [
    `create table ${originals} (
        id text collate "C" not null,
        started_at timestamptz not null,
        leg text collate "C" not null,
        key_id text collate "C" not null,
        sealed bytea not null,
        primary key (started_at, id)
      ) partition by range (started_at)`,
    // What is sealed does not become shorter.
    `alter table ${originals} alter column sealed set storage external`,
    `create index on ${originals} (leg)`,
  ]
}

function callTables({ calls, notes, changes }: TableNames): readonly string[] {
  return [
    // One row a call with exchanges, made of its legs: what the list of calls and its filters need.
    `create table ${calls} (
        call text collate "C" primary key,
        sid text,
        started_at timestamptz not null,
        first_id text collate "C" not null,
        exchanges integer not null,
        problems integer not null,
        from_party text,
        to_party text,
        search text not null,
        terms bigint[] not null
      ) with (fillfactor = 80)`,
    `create index on ${calls} (started_at desc, first_id desc) include (search)`,
    `create index on ${calls} (first_id)`,
    `create index on ${calls} using gin (terms)`,
    `create table ${notes} (
        exchange text collate "C" primary key,
        tags text[] not null,
        note text not null
      )`,
    // Counts on with each transaction that changes the list of calls.
    `create sequence ${changes}`,
  ]
}

function learnedTables({ learned, recorders }: TableNames): readonly string[] {
  return [
    `create table ${learned} (
        number bigint generated always as identity primary key,
        call text collate "C" not null,
        recorder text not null,
        added_at timestamptz not null default now(),
        sealed bytea not null
      )`,
    `create index on ${learned} (call)`,
    `create index on ${learned} (added_at)`,
    `create table ${recorders} (
        recorder text collate "C" primary key,
        told_until double precision not null,
        told_at timestamptz not null
      )`,
  ]
}

function statements(...texts: readonly string[]): Migration {
  return {
    async up(database: Kysely<unknown>) {
      for (const text of texts) await sql.raw(text).execute(database)
    },
  }
}
