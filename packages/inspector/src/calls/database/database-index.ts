import { messageOf, RingbackError } from '@ringback/common'
import type { CallTable, SearchableNotes } from '@ringback/recording'
import type { ForgetWhere } from '@ringback/redaction/node'
import { noNotes } from '../../model/call-notes.ts'
import { rowOf } from '../../view/row-of.ts'
import type { CallIndex } from '../call-index.ts'
import { joinedNotes } from '../joined-notes.ts'
import { createCallDetails } from './call-details.ts'
import { watchList } from './list-changes.ts'
import { createMatchingCalls } from './matching-calls.ts'

/** A database with recordings, opened by the program. */
export interface InspectedDatabase {
  /** What it is called on the page: its URL without the password. */
  readonly name: string
  readonly table: CallTable
  readonly notes: SearchableNotes
  /**
   * What calls are deleted from: the database, and the folder that holds the state of this machine. Absent: no call is deleted from the
   * page.
   */
  readonly removal?: Pick<ForgetWhere, 'recordings' | 'database'> | undefined
}

/** How it is watched. */
export interface DatabaseIndexOptions {
  /** How often it is asked whether its list has changed, in milliseconds. Default 1000. */
  readonly pollMs?: number
}

/**
 * The calls of a database: filters and paging are its own, so that no list is kept in memory. Calls that others record show by
 * themselves. `onChange` is called after each change of the list, and when something was read that it shows.
 */
export function openDatabaseIndex(
  { name, table, notes }: InspectedDatabase,
  onChange: () => void,
  { pollMs = 1000 }: DatabaseIndexOptions = {},
): CallIndex {
  const details = createCallDetails(table, onChange)
  const matching = createMatchingCalls(table, notes)
  const onListChange = (): void => {
    matching.changed()
    onChange()
  }
  const changes = watchList(table, onListChange, pollMs)
  const window: CallIndex['window'] = async (filter, request, signal) => {
    const { entries, ...part } = await matching.part(filter, request, signal)
    details.want(entries)
    const noted = await notes.of(entries.map(({ firstId }) => firstId))
    const failure = changes.failure()
    return {
      ...part,
      folder: name,
      offset: request.offset,
      rows: entries.map((entry) => rowOf(entry, details.of(entry), noted.get(entry.firstId) ?? noNotes)),
      read: part.total,
      opening: null,
      damage: failure === null ? [] : [`${name}, which is tried again: ${failure}`],
    }
  }
  return {
    window: async (filter, request, signal) => reading(name, async () => window(filter, request, signal)),
    read: async (id) => reading(name, async () => (await table.read([id]))[0]),
    async notesOf({ exchanges }) {
      const ids = exchanges.map(({ id }) => id)
      const found = await reading(name, async () => notes.of(ids))
      return joinedNotes(ids.flatMap((id) => found.get(id) ?? []))
    },
    writeNotes: async (exchange, wanted) => notes.write(exchange, wanted),
    notesChanged: async () => onListChange(),
    async close() {
      await Promise.all([changes.close(), details.close()])
    },
  }
}

async function reading<Result>(name: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    throw new RingbackError('store-unusable', `The database ${name} cannot be read: ${messageOf(error)}`, {
      remedy: 'Check that it is running. The page asks again when something changes.',
      cause: error,
    })
  }
}
