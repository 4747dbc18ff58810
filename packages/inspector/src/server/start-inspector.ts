import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messageOf, RingbackError } from '@ringback/common'
import { openCallIndex, type CallIndex } from '../calls/call-index.ts'
import { openDatabaseIndex, type InspectedDatabase } from '../calls/database/database-index.ts'
import { createRecordedCalls } from '../calls/recorded-calls.ts'
import { noCalls } from '../calls/no-calls.ts'
import { filterOf } from '../model/call-filter.ts'
import type { Reports } from '../model/reports.ts'
import { windowRequestOf } from '../model/window-request.ts'
import type { CallsToCompare } from '../reports/map-report.ts'
import { createReportShelf, type ReportShelf } from '../reports/report-shelf.ts'
import type { NamedReport } from '../reports/report-view-of.ts'
import { callViewOf, type CallViewOptions } from '../view/call-view-of.ts'
import { cookieName, refusalOf, type Access } from './access.ts'
import type { ActOptions } from './acts/act-options.ts'
import { isAct, performAct, statusOf } from './acts/answer-act.ts'
import { readPageFiles, type PageFiles } from './page-files.ts'
import { securityHeaders } from './security-headers.ts'

/** What the inspector shows, and where. */
export interface InspectorOptions extends CallViewOptions, ActOptions {
  /** The folder of the recordings; null: those of `database`, or, without one, the page shows reports only. */
  readonly directory: string | null
  /** A database that the recordings are in, in place of a folder. Whoever has opened it closes it, after the inspector. */
  readonly database?: InspectedDatabase | undefined
  /** Reports of commands, one of each kind: those that are there at the start. Default: none. */
  readonly reports?: readonly NamedReport[] | undefined
  /** The port on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
}

/** A running inspector. */
export interface Inspector {
  /** The address of the page, with the token that it asks for. */
  readonly url: string
  readonly port: number
  /**
   * Shows a report in place of the one of its kind, and tells open pages. A command that runs calls it with what it knows so
   * far: of `fuzz` a document with `findings` alone is enough, of `contract verify` the events up to now.
   * @throws {RingbackError} `bad-report`.
   */
  readonly showReport: (report: NamedReport) => void
  readonly close: () => Promise<void>
}

/**
 * Serves the page on 127.0.0.1. It shows recordings as they are on disk, and sends requests to the app that is given.
 * @throws {RingbackError} `no-recordings`, `page-not-built`, `port-in-use`, `bad-report`, or `two-reports`.
 */
export async function startInspector(options: InspectorOptions): Promise<Inspector> {
  const files = readPageFiles()
  const stop = new AbortController()
  const streams = new Set<ServerResponse>()
  const tell = (event: string) => (): void => {
    for (const stream of streams) stream.write(`event: ${event}\ndata: {}\n\n`)
  }
  const reports = createReportShelf(options.reports ?? [])
  const tellReports = atMostEvery(tellEveryMs, stop.signal, tell('reports'))
  const calls = openCalls(options, atMostEvery(tellEveryMs, stop.signal, tell('changed')))
  const recorded = createRecordedCalls(calls)
  const token = randomBytes(24).toString('base64url')
  const access = { token, port: 0 }
  const server = createServer((request, response) => {
    void handle({ request, response, access, files, calls, reports, recorded, streams, options })
  })
  const close = async (): Promise<void> => {
    stop.abort()
    const closed = new Promise((resolve) => {
      server.close(resolve)
    })
    server.closeAllConnections()
    await Promise.all([calls.close(), closed])
  }
  try {
    access.port = await listen(server, options.port ?? 0)
  } catch (error) {
    await calls.close()
    throw error
  }
  const showReport = (report: NamedReport): void => {
    reports.put(report)
    tellReports()
  }
  return { url: `http://127.0.0.1:${access.port}/?token=${token}`, port: access.port, showReport, close }
}

function openCalls({ directory, database }: InspectorOptions, onChange: () => void): CallIndex {
  if (database !== undefined) return openDatabaseIndex(database, onChange)
  return directory === null ? noCalls : openCallIndex(directory, onChange)
}

/** An open page asks for what it shows whenever it is told of a change. */
const tellEveryMs = 500

/** Calls at once, and then again after a while if it was asked for in between. */
function atMostEvery(intervalMs: number, signal: AbortSignal, call: () => void): () => void {
  let isWaiting = false
  let isDue = false
  const run = (): void => {
    if (isWaiting || signal.aborted) {
      isDue = true
      return
    }
    isWaiting = true
    isDue = false
    call()
    setTimeout(() => {
      isWaiting = false
      if (isDue) run()
    }, intervalMs).unref()
  }
  return run
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      reject(
        new RingbackError('port-in-use', `Port ${port} of 127.0.0.1 is in use by another program.`, {
          remedy: 'Stop it, or pass another port: --port 4121',
          cause: error,
        }),
      )
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  // A server that listens on a host and a port has an address of this form.
  return (server.address() as AddressInfo).port
}

interface Handled {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly access: Access
  readonly files: PageFiles
  readonly calls: CallIndex
  readonly reports: ReportShelf
  readonly recorded: (signal: AbortSignal) => Promise<CallsToCompare>
  readonly streams: Set<ServerResponse>
  readonly options: InspectorOptions
}

const json = 'application/json; charset=utf-8'

async function handle(handled: Handled): Promise<void> {
  const { request, response, access } = handled
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  try {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const refusal = refusalOf(request, url, access)
    if (refusal !== null) {
      // What comes after the head of a refused request is not waited for.
      response.setHeader('Connection', 'close')
      send(response, refusal.status, 'text/plain; charset=utf-8', `${refusal.message}\n`)
    } else if (isAct(request, url)) await act(handled)
    else await answer(handled, url)
  } catch (error) {
    send(response, 500, 'text/plain; charset=utf-8', `${messageOf(error)}\n`)
  }
}

async function act({ request, response, calls, options }: Handled): Promise<void> {
  try {
    const result = await performAct(request, response, { options, calls })
    send(response, 200, json, JSON.stringify(result ?? null))
  } catch (error) {
    response.setHeader('Connection', 'close')
    const remedy = error instanceof RingbackError && error.remedy !== undefined ? ` ${error.remedy}` : ''
    send(response, statusOf(error), 'text/plain; charset=utf-8', `${messageOf(error)}${remedy}\n`)
  }
}

async function answer(handled: Handled, url: URL): Promise<void> {
  const { response, access, files, calls, streams, options } = handled
  const [, first, second, id] = url.pathname.split('/')
  if (url.pathname === '/') {
    response.setHeader(
      'Set-Cookie',
      `${cookieName(access.port)}=${access.token}; Path=/; HttpOnly; SameSite=Strict`,
    )
    send(response, 200, 'text/html; charset=utf-8', withToken(files.html, access.token))
  } else if (url.pathname === '/page.js') {
    send(response, 200, 'text/javascript; charset=utf-8', files.script)
  } else if (url.pathname === '/page.css') {
    send(response, 200, 'text/css; charset=utf-8', files.style)
  } else if (url.pathname === '/api/calls') {
    const window = await calls.window(
      filterOf(url.searchParams),
      windowRequestOf(url.searchParams),
      whenLeft(response),
    )
    send(response, 200, json, JSON.stringify(window))
  } else if (url.pathname === '/api/reports') {
    send(response, 200, json, JSON.stringify(await reportsOf(handled)))
  } else if (url.pathname === '/api/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(': open\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  } else if (first === 'api' && second === 'calls' && id !== undefined) {
    const recording = await calls.read(decodeURIComponent(id))
    if (recording === undefined) notFound(response, 'This call is not recorded any more.')
    else {
      const view = { ...callViewOf(recording, options), notes: await calls.notesOf(recording) }
      send(response, 200, json, JSON.stringify(view))
    }
  } else notFound(response, `Nothing is served at ${url.pathname}.`)
}

/** A map is compared with the recorded calls. */
async function reportsOf({ response, reports, recorded, options }: Handled): Promise<Reports> {
  const hasCalls = options.directory !== null || options.database !== undefined
  const compared = hasCalls && reports.has('map') ? await recorded(whenLeft(response)) : undefined
  return { views: reports.views(compared), hasCalls, canReplay: options.replayFinding !== undefined }
}

/** Aborts when whoever asked has left before the answer. */
function whenLeft(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.on('close', () => left.abort())
  return left.signal
}

/** The page with the token, which its script sends along with each act. */
function withToken(html: string, token: string): string {
  return html.replace('</head>', `<meta name="ringback-token" content="${token}" /></head>`)
}

function notFound(response: ServerResponse, message: string): void {
  send(response, 404, 'text/plain; charset=utf-8', `${message}\n`)
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}
