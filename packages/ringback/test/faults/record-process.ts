import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProxyEvent } from '@ringback/proxy'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))
const clock = new URL('shifted-clock.ts', import.meta.url).href

/** All replicas are behind one. */
const publicUrl = 'https://phone.example.com'

/** A `ringback record --store` in a process of its own. */
export interface RecordProcess {
  readonly url: string
  /** The ids of the exchanges that it told as kept. */
  readonly kept: ReadonlySet<string>
  /** Those that it told as recorded. */
  readonly recorded: ReadonlySet<string>
  /** What it told besides: how far behind it was, warnings, what was not recorded. */
  readonly told: readonly ProxyEvent[]
  /** How many it told as kept and not as recorded. */
  lag(): number
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number>
}

/** How a recorder is started. */
export interface RecordProcessOptions {
  /** The URL of the app. */
  readonly app: string
  /** The URL of the database. */
  readonly store: string
  readonly redactionKey: string
  /** Its working directory; what it keeps on this machine is in the folder `recordings` there. */
  readonly folder: string
  readonly port: number
  /** How far its clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs?: number
}

/** Starts a recorder, and waits until it listens. */
export async function startRecordProcess(options: RecordProcessOptions): Promise<RecordProcess> {
  const { app, store, redactionKey, folder, port, clockAheadMs = 0 } = options
  const command = ['record', app, '--port', String(port), '--public-url', publicUrl]
  const output = ['--format', 'ndjson', '--no-ui']
  const child = spawn(process.execPath, ['--conditions=ringback:source', program, ...command, ...output], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      RINGBACK_STORE: store,
      RINGBACK_REDACTION_KEY: redactionKey,
      ...(clockAheadMs !== 0 && { NODE_OPTIONS: `--import=${clock}?ahead=${clockAheadMs}` }),
    },
  })
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const kept = new Set<string>()
  const recorded = new Set<string>()
  const told: ProxyEvent[] = []
  const listening = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The command prints its events.
    const event = JSON.parse(line) as ProxyEvent
    if (event.type === 'kept') kept.add(event.id)
    else if (event.type === 'recorded') recorded.add(event.id)
    else told.push(event)
    if (event.type === 'listening') listening.resolve(event.url)
  })
  void ended.then(() => listening.reject(new Error(`ringback record ended: ${errors}`)))
  const url = await listening.promise
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    child.kill(signal)
    const [code] = (await ended) as [number | null]
    return code ?? -1
  }
  return {
    url,
    kept,
    recorded,
    told,
    lag: () => [...kept].filter((id) => !recorded.has(id)).length,
    kill: async () => void (await end('SIGKILL')),
    stop: async () => end('SIGTERM'),
  }
}
