import { importPeer } from '@ringback/common'
import type { Proxy } from '@ringback/proxy'
import { spoolBytesOf, spoolFolderOf, type Waiting } from '@ringback/redaction/node'
import { version } from '../../../version.ts'
import type { RecordSettings } from '../settings.ts'
import type { AllWorkersUsage } from '../workers/worker-usage.ts'
import { startAdminServer } from './admin-server.ts'
import { createDiskProbe } from './disk-probe.ts'
import type { MetricFacts } from './metric-rows.ts'
import { createReadiness, type Phase } from './readiness.ts'
import { sharedFor, sharedMs } from './shared-for.ts'

/** The admin port of a recording run. */
export interface Admin {
  /** Where it listens; undefined where none was asked for. */
  readonly url: string | undefined
  /** The proxy listens. */
  readonly serve: (served: Served) => void
  /** The proxy is about to end: it is not ready from now on. */
  readonly leave: () => void
  readonly close: () => Promise<void>
}

/** What the port tells of. */
export interface Served {
  readonly proxy: Proxy
  /** What is kept and not recorded yet. */
  readonly waiting: () => Waiting
  /** What the processes that carry calls use; undefined where this one carries them. */
  readonly usage: () => AllWorkersUsage | undefined
}

const noAdmin: Admin = {
  url: undefined,
  serve: () => undefined,
  leave: () => undefined,
  close: async () => undefined,
}

/**
 * Opens the admin port, if the settings ask for one. Until `serve` the proxy counts as one that does not listen yet.
 * @throws {RingbackError} when the port is taken, or prom-client is not installed.
 */
export async function openAdmin(settings: RecordSettings): Promise<Admin> {
  const { adminPort, adminHost, recordings, spoolLimitBytes } = settings
  if (adminPort === undefined) return noAdmin
  const { createMetricsWriter } = await importPeer('prom-client', () => import('./render-metrics.ts'))
  let phase: Phase = 'starting'
  let served: Served | undefined
  const spoolBytes = sharedFor(sharedMs, async () => spoolBytesOf(recordings))
  const unready = createReadiness({
    phase: () => phase,
    probeDisk: sharedFor(sharedMs, createDiskProbe(spoolFolderOf(recordings))),
    spoolBytes,
    spoolLimitBytes,
    notKept: () => (served === undefined ? 0 : notKeptIn(served)),
    now: () => performance.now(),
  })
  const metrics = createMetricsWriter(async () =>
    served === undefined ? undefined : factsOf(served, settings, await spoolBytes()),
  )
  const server = await startAdminServer({ host: adminHost, port: adminPort }, { unready, metrics })
  return {
    url: server.url,
    serve(now) {
      served = now
      if (phase === 'starting') phase = 'listening'
    },
    leave: () => (phase = 'leaving'),
    close: async () => server.close(),
  }
}

function factsOf(
  { proxy, waiting, usage }: Served,
  { spoolLimitBytes, workers }: RecordSettings,
  spoolBytes: number,
): MetricFacts {
  const { traffic, counts } = proxy
  return {
    version,
    traffic,
    counts,
    waiting: waiting(),
    usage: usage(),
    spoolBytes,
    spoolLimitBytes,
    workers,
  }
}

/** How many exchanges the spool has not taken. */
function notKeptIn({ proxy }: Served): number {
  const { notRecorded } = proxy.traffic
  return notRecorded['spool-failed'] + notRecorded['spool-full'] + notRecorded['spool-slow']
}
