import { matches, parameterLines, queryOf, type CallFilter } from '../model/call-filter.ts'
import type { CallRow, CallWindow } from '../model/call-list.ts'
import type { CallView } from '../model/call-view.ts'
import { windowQueryOf, type WindowRequest } from '../model/window-request.ts'
import { pacedRefresh } from './paced-refresh.ts'
import { openActs, type Acts } from './acts/acts-client.ts'

/** `live`: the page hears of changes; `waiting`: the connection is lost and tried again; `file`: an exported page. */
export type Connection = 'live' | 'waiting' | 'file'

/** What is called back when something has changed. */
export interface SourceListeners {
  readonly onChange: () => void
  readonly onReports: () => void
  readonly onConnection: (state: Connection) => void
}

/** Where the page gets calls from: the server, or the exported file itself. */
export interface CallSource {
  /** A part of the calls that match; a filter that is asked for no longer is given up with the signal. */
  readonly window: (filter: CallFilter, request: WindowRequest, signal: AbortSignal) => Promise<CallWindow>
  readonly call: (id: string) => Promise<CallView>
  /** What can be done besides looking; null in an exported page, which does nothing. */
  readonly acts: Acts | null
  /** Calls back when the folder has changed; returns a function that stops it. */
  readonly listen: (listeners: SourceListeners) => () => void
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
  if (exported != null) return fileSource(JSON.parse(exported) as ExportedCalls)
  const isFile = document.querySelector('#reports') !== null
  return isFile ? fileSource({ folder: '', rows: [], calls: [] }) : server
}

/** How long the last window took, from the question to the frame that showed it. */
let lastWindowMs = 0

const server: CallSource = {
  async window(filter, request, signal) {
    const startedAt = performance.now()
    const query = `${queryOf(filter)}&${windowQueryOf(request)}`
    const window = await get<CallWindow>(`/api/calls?${query}`, signal)
    // The frame that shows it is drawn before the next one begins.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        lastWindowMs = performance.now() - startedAt
      }),
    )
    return window
  },
  call: (id) => get<CallView>(`/api/calls/${encodeURIComponent(id)}`),
  acts: openActs(),
  listen({ onChange, onReports, onConnection }) {
    const events = new EventSource('/api/events')
    events.addEventListener('open', () => {
      onConnection('live')
      onChange()
      onReports()
    })
    events.addEventListener('error', () => onConnection('waiting'))
    const refresh = pacedRefresh(onChange, () => lastWindowMs)
    events.addEventListener('changed', refresh.changed)
    events.addEventListener('reports', onReports)
    return () => {
      events.close()
      refresh.stop()
    }
  },
}

async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, signal === undefined ? {} : { signal })
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
    async window(filter, { offset, limit, find }) {
      const found = rows.filter((row) => matches(row, filter, () => parametersOf(row.id)))
      return {
        folder,
        offset,
        rows: found.slice(offset, offset + limit),
        matched: found.length,
        total: rows.length,
        scanned: rows.length,
        isComplete: true,
        read: rows.length,
        opening: null,
        places: find.map((id) => found.findIndex((row) => row.id === id)).map((at) => (at < 0 ? null : at)),
        damage: [],
      }
    },
    async call(id) {
      const found = byId.get(id)
      if (found === undefined) throw new Error('This call is not in the file.')
      return found
    },
    acts: null,
    listen({ onConnection }) {
      onConnection('file')
      return () => {}
    },
  }
}
