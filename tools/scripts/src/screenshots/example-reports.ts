import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createApp, type BugId } from '@ringback/app-flawed'
import type { NamedReport } from '@ringback/inspector'
import { runCli } from '../demo/cli.ts'
import { authToken, publicUrl } from './receptionist.ts'

const pacts = join(import.meta.dirname, '../../../../fixtures/pacts/receptionist')

/** What `map`, `fuzz` and `contract verify` write about a receptionist with a mistake. */
export async function exampleReports(): Promise<readonly NamedReport[]> {
  return Promise.all([
    reportOf('map', 'promised-key-without-page', (app) => ['map', `${app}/voice`]),
    reportOf('fuzz', 'from-withheld-number', (app) => [
      'fuzz',
      `${app}/voice`,
      '--runs',
      '50',
      '--seed',
      '1',
    ]),
    reportOf('contract', 'status-callback-404', (app) => ['contract', 'verify', app, '--pact', pacts]),
  ])
}

async function reportOf(
  name: string,
  bug: BugId,
  commandFor: (app: string) => readonly string[],
): Promise<NamedReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-screenshots-'))
  const server = createServer(createApp({ authToken, publicUrl, bug })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo
    const command = commandFor(`http://127.0.0.1:${port}`)
    const argv = [...command, '--public-url', publicUrl, '--reporter', 'json=report.json']
    await runCli(argv, folder, { lines: 0, env: { TWILIO_AUTH_TOKEN: authToken } })
    return { name, document: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) }
  } finally {
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true })
  }
}
