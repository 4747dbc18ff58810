import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateRootKey } from '@ringback/redaction/node'
import { load } from './load-result.ts'
import { bytesIn, freePort, residentMiB, startScript, startServer, type Served } from './processes.ts'

export interface SoakOptions {
  /** Where the app is. */
  readonly app: string
  /** A folder to work in. */
  readonly root: string
  readonly seconds: number
  readonly connections: number
}

/** What a long load does to a recorder. */
export interface Soak {
  readonly perSecond: number
  readonly p99: number
  readonly errors: number
  /** Resident memory of `ringback record`, as it was built, under the same load: once in each twelfth of it. */
  readonly residentMiB: readonly number[]
  /** The share of the exchanges of the load that were redacted and recorded while it went on. */
  readonly recordedDuringLoad: number
  /** How long it took after the load until nothing was waiting any more. */
  readonly backlogMs: number
  /** The same under half the load, stopped at once: how long SIGTERM took, and the bytes that it left sealed. */
  readonly stopMs: number
  readonly leftBytes: number
  /** How long a start takes until the port is known: in an empty folder, and with what was left. */
  readonly coldStartMs: number
  readonly nextStartMs: number
  /** What the recorder printed last. */
  readonly counts: string
}

interface Counts {
  readonly exchanges: number
  readonly recorded: number
}

/** Loads a recorder for long, waits for its backlog, then loads it again and stops it in the middle of its backlog. */
export async function soak({ app, root, seconds, connections }: SoakOptions): Promise<Soak> {
  const folder = await mkdtemp(join(root, 'soak-'))
  const env = { RINGBACK_REDACTION_KEY: generateRootKey() }
  const start = async (name: string): Promise<{ served: Served; ms: number }> => {
    const before = performance.now()
    const served = await startScript('ours.ts', [app, join(folder, name)], { env })
    return { served, ms: performance.now() - before }
  }
  // What a start reads from the disk is in the system's cache afterwards.
  await (await start('warm')).served.stop()
  const { served, ms: coldStartMs } = await start('recordings')
  const result = await load(served.url, { connections, seconds })
  const during = JSON.parse(await served.ask('SIGUSR2')) as Counts
  const loadEnd = performance.now()
  for (let counts = during; counts.recorded < counts.exchanges;) {
    await new Promise((next) => void setTimeout(next, 200))
    counts = JSON.parse(await served.ask('SIGUSR2')) as Counts
  }
  const backlogMs = performance.now() - loadEnd
  await load(served.url, { connections, seconds: seconds / 2, firstIndex: result.requests + connections })
  const beforeStop = performance.now()
  const counts = await served.stop()
  const stopMs = performance.now() - beforeStop
  const leftBytes = await bytesIn(join(folder, 'recordings', '.ringback', 'spool'))
  const again = await start('recordings')
  await again.served.stop()
  const residents = await residentOfCommand({ app, root: folder, seconds, connections }, env)
  await rm(folder, { recursive: true, force: true })
  return {
    perSecond: result.perSecond,
    p99: result.p99,
    errors: result.errors,
    residentMiB: residents,
    recordedDuringLoad: during.recorded / during.exchanges,
    backlogMs,
    stopMs,
    leftBytes,
    coldStartMs,
    nextStartMs: again.ms,
    counts,
  }
}

const command = fileURLToPath(new URL('../../../../packages/ringback/dist/start.js', import.meta.url))

/** What a user runs needs `tsc -b` here: types that are stripped at the start take memory too. */
async function residentOfCommand(
  { app, root, seconds, connections }: SoakOptions,
  env: Readonly<Record<string, string>>,
): Promise<readonly number[]> {
  const port = await freePort()
  const args = [command, 'record', app, '--port', String(port), '--recordings', join(root, 'of-command')]
  const served = await startServer(process.execPath, args, port, env)
  const residents: number[] = []
  const timer = setInterval(
    () => residents.push(residentMiB(served.pid) ?? Number.NaN),
    (seconds * 1000) / 12,
  )
  await load(served.url, { connections, seconds })
  clearInterval(timer)
  await served.stop()
  return residents
}
