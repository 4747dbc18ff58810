import { RingbackError, withoutCredentials } from '@ringback/common'
import type { SettleSettings } from '@ringback/redaction/node'

/** The database that recordings are in. */
export interface StoreAddress {
  /** As PostgreSQL's clients take it. It holds the password: never print it. */
  readonly url: string
  /** The schema of the tables; absent: `ringback`. */
  readonly schema?: string
  /** The URL without its password. */
  readonly name: string
}

/**
 * Reads the URL of a database: postgres://user@host/database, with ?schema=<name> for another schema than ringback. `from`: where it was
 * written, for the message.
 * @throws {RingbackError} `bad-store`
 */
export function storeAddress(given: string, from: string): StoreAddress {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === '') {
    throw new RingbackError('bad-store', 'The database must be given as postgres://user@host/database.', {
      remedy: `Correct ${from}.`,
    })
  }
  const schema = url.searchParams.get('schema')
  url.searchParams.delete('schema')
  return { url: url.href, ...(schema !== null && { schema }), name: withoutCredentials(url.href) }
}

/** An address as it is given to a command: whoever sees it sees the password. */
export function storeText({ url, schema }: StoreAddress): string {
  if (schema === undefined) return url
  const text = new URL(url)
  text.searchParams.set('schema', schema)
  return text.href
}

/** An address as the recorder takes it. */
export function databaseOf({ url, schema }: StoreAddress): NonNullable<SettleSettings['store']> {
  return { url, ...(schema !== undefined && { schema }) }
}
