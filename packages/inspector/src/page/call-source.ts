import { matches, parameterLines, queryOf, type CallFilter } from '../model/call-filter.ts'
import type { CallList, CallRow } from '../model/call-list.ts'
import type { CallView } from '../model/call-view.ts'

/** `live`: the page hears of changes; `waiting`: the connection is lost and tried again; `file`: an exported page. */
export type Connection = 'live' | 'waiting' | 'file'

/** Where the page gets calls from: the server, or the exported file itself. */
export interface CallSource {
  readonly list: (filter: CallFilter) => Promise<CallList>
  readonly call: (id: string) => Promise<CallView>
  /** Calls back when the folder has changed; returns a function that stops it. */
  readonly listen: (onChange: () => void, onConnection: (state: Connection) => void) => () => void
}

/** What an exported page holds. */
interface ExportedCalls {
  readonly folder: string
  readonly rows: readonly CallRow[]
  readonly calls: readonly CallView[]
}

/** The calls of the page's own file where it holds some, else those of its server. */
export function openCallSource(): CallSource {
  const exported = document.querySelector('#recorded-calls')?.textContent
  // `exportPage` wrote it.
  return exported == null ? server : fileSource(JSON.parse(exported) as ExportedCalls)
}

const server: CallSource = {
  list: (filter) => get<CallList>(`/api/calls?${queryOf(filter)}`),
  call: (id) => get<CallView>(`/api/calls/${encodeURIComponent(id)}`),
  listen(onChange, onConnection) {
    const events = new EventSource('/api/events')
    events.addEventListener('open', () => {
      onConnection('live')
      onChange()
    })
    events.addEventListener('error', () => onConnection('waiting'))
    events.addEventListener('changed', onChange)
    return () => events.close()
  },
}

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path)
  if (!response.ok) throw new Error((await response.text()).trim())
  // The server of this page answers these paths with these types.
  return (await response.json()) as Answer
}

function fileSource({ folder, rows, calls }: ExportedCalls): CallSource {
  const byId = new Map(calls.map((call) => [call.id, call]))
  const parametersOf = (id: string): string =>
    parameterLines(
      (byId.get(id)?.exchanges ?? []).flatMap(({ parameters }) =>
        parameters.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])),
      ),
    )
  return {
    list: async (filter) => ({
      folder,
      rows: rows.filter((row) => matches(row, filter, () => parametersOf(row.id))),
      total: rows.length,
      read: rows.length,
      damage: [],
    }),
    async call(id) {
      const found = byId.get(id)
      if (found === undefined) throw new Error('This call is not in the file.')
      return found
    },
    listen(_onChange, onConnection) {
      onConnection('file')
      return () => {}
    },
  }
}
