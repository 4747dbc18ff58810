import { setImmediate } from 'node:timers/promises'
import type { CallCriteria, CallPlace, CallTable, SearchableNotes } from '@ringback/recording'
import type { CallFilter } from '../../model/call-filter.ts'
import { readCallOf } from '../../view/row-of.ts'
import { createPatientSearch, type Looking, type PatientSearch } from '../patient-search.ts'

/** The ids of calls that a search has found, the newest first, and how many calls it has looked at. */
export interface FoundIds {
  readonly ids: readonly string[]
  readonly scanned: number
}

/** Where it is looked. */
export interface SearchedDatabase {
  readonly table: CallTable
  readonly notes: Pick<SearchableNotes, 'having'>
}

/** What of a filter the database knows by an index. */
export function criteriaOf({ status, kind, signature, parameter, tag, problem }: CallFilter): CallCriteria {
  return { status, kind, signature, parameter, tag, isProblem: problem === 'yes' }
}

/** Whether a filter has to look through the list: for a part of a text, or for a code that only the checks of exchanges know. */
export function needsSearch({ text, code }: CallFilter): boolean {
  return text !== '' || code !== ''
}

/** So many calls of the list are looked through with one question; and so many whose exchanges have to be read. */
const callsInPart = 25_000
const callsWithCode = 1000
const readAtOnce = 25
/** A search that takes longer says what it has found so far. */
const patienceMs = 50

/** Looks through the list part by part, the newest calls first; parts of it are looked through by the database. */
export function createDatabaseSearch(
  filter: CallFilter,
  database: SearchedDatabase,
): PatientSearch<FoundIds> {
  const { table, notes } = database
  const criteria = criteriaOf(filter)
  const calls = filter.code === '' ? callsInPart : callsWithCode
  const withCode = createCodeFilter(filter.code, table)

  async function look({ show, isWanted }: Looking<FoundIds>): Promise<FoundIds | undefined> {
    const text = { text: filter.text, orIds: filter.text === '' ? [] : await notes.having(filter.text) }
    const ids: string[] = []
    let scanned = 0
    for (let after: CallPlace | null = null; ;) {
      const part = await table.search(criteria, text, { after, calls })
      const { found } = part
      for (let at = 0; at < found.length; at += readAtOnce) {
        if (filter.code === '') {
          ids.push(...found)
          break
        }
        ids.push(...(await withCode(found.slice(at, at + readAtOnce))))
        show({ ids, scanned: scanned + at })
        if (!isWanted()) return undefined
      }
      scanned += calls
      show({ ids, scanned })
      if (part.last === null) return { ids, scanned }
      after = part.last
      if (!isWanted()) return undefined
    }
  }

  return createPatientSearch<FoundIds>(look, { patienceMs, nothing: { ids: [], scanned: 0 } })
}

/** Those of some calls that have a code of a problem or finding. A call is read again only after it has got another exchange. */
function createCodeFilter(
  code: string,
  table: Pick<CallTable, 'named' | 'read'>,
): (ids: readonly string[]) => Promise<readonly string[]> {
  const verdicts = new Map<string, { readonly exchanges: number; readonly hasCode: boolean }>()
  return async (ids) => {
    const entries = await table.named(ids)
    const unknown = entries.filter(({ firstId, exchanges }) => verdicts.get(firstId)?.exchanges !== exchanges)
    const withCode = new Set<string>()
    const recordings = unknown.length === 0 ? [] : await table.read(unknown.map(({ firstId }) => firstId))
    for (const recording of recordings) {
      const [first] = recording.exchanges
      if (readCallOf(recording).details.codes.includes(code)) withCode.add(first?.id ?? '')
      await setImmediate()
    }
    for (const { firstId, exchanges } of unknown) {
      verdicts.set(firstId, { exchanges, hasCode: withCode.has(firstId) })
    }
    return ids.filter((id) => verdicts.get(id)?.hasCode === true)
  }
}
