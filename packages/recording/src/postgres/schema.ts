import { RingbackError } from '@ringback/common'
import type { Pool } from 'pg'

/** A PostgreSQL schema, and the pool of connections to its database. */
export interface PostgresSchema {
  /** Given by the program and closed by it. */
  readonly pool: Pool
  /** The schema of the tables. Default: `ringback`. */
  readonly schema?: string
}

/** The names of the tables, as SQL spells them. */
export interface TableNames {
  readonly schema: string
  /** One row an exchange, partitioned by the month in which it started. */
  readonly exchanges: string
  /** One row a leg of a call, or a day of exchanges without a call: what lists and searches need. */
  readonly legs: string
  /** One row an exchange whose original is kept, sealed; partitioned as `exchanges` is. */
  readonly originals: string
  /** One row a call, made of its legs: the list of calls. */
  readonly calls: string
  /** One row a call that somebody has given tags or a note. */
  readonly notes: string
  /** A sequence that counts on when the list of calls changes. */
  readonly changes: string
  /** What recorders tell each other of calls that go on, sealed. */
  readonly learned: string
  /** One row a person or call that was forgotten lately, sealed. */
  readonly forgotten: string
  /** One row a recorder that tells: until when it has told everything. */
  readonly recorders: string
  /** One row: the id of the redaction key. */
  readonly keys: string
}

const defaultSchema = 'ringback'

/**
 * The tables in a schema.
 * @throws {RingbackError} `bad-schema-name` when the name could be more than a name.
 */
export function tablesIn(schema: string = defaultSchema): TableNames {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    throw new RingbackError(
      'bad-schema-name',
      `"${schema}" is not a valid name of a PostgreSQL schema for recordings: use lower-case letters, digits and underscores.`,
    )
  }
  return {
    schema,
    exchanges: `${schema}.exchanges`,
    legs: `${schema}.legs`,
    originals: `${schema}.originals`,
    calls: `${schema}.calls`,
    notes: `${schema}.notes`,
    changes: `${schema}.changes`,
    learned: `${schema}.learned`,
    forgotten: `${schema}.forgotten`,
    recorders: `${schema}.recorders`,
    keys: `${schema}.keys`,
  }
}
