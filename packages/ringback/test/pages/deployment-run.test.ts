import { authToken, callTo } from '@ringback/app-caller'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listening, type Listening } from '../listening.ts'
import { runCli } from '../run-cli.ts'
import { runs } from './deployment-manifests.ts'

// The commands of the manifests with their own variables, beside an app and a PostgreSQL of this machine. Only addresses, ports, paths
// and the wait before leaving are others.

let postgres: TestPostgres
let app: Listening
let folder: string
beforeAll(async () => {
  postgres = await startPostgres()
  app = await listening(
    createServer((incoming, response) => {
      incoming.resume()
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response><Hangup/></Response>')
    }),
  )
  folder = mkdtempSync(join(tmpdir(), 'ringback-deployment-'))
}, 60_000)
afterAll(async () => {
  await app.close()
  await postgres.stop()
  rmSync(folder, { recursive: true })
})

const key = generateRootKey()
const drainDelay = 1
const calls = 40

/** The variables of a container, for this machine: its secrets are files here. */
function onThisMachine(
  env: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const secrets = join(folder, 'secrets')
  mkdirSync(secrets, { recursive: true })
  return Object.fromEntries(
    Object.entries({ ...env, ...own }).map(([name, value]) => {
      if (!name.endsWith('_FILE')) return [name, value]
      const file = join(secrets, basename(value))
      const texts = {
        TWILIO_AUTH_TOKEN_FILE: authToken,
        RINGBACK_REDACTION_KEY_FILE: key,
        RINGBACK_STORE_FILE: postgres.url,
      }
      writeFileSync(file, `${new Map(Object.entries(texts)).get(name)}\n`)
      return [name, file]
    }),
  )
}

const statusOf = async (url: string): Promise<number> =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  )

const whereabouts = [
  ['ringback-migrate', 'ringback'],
  ['compose migrate', 'compose ringback'],
] as const

test.each(whereabouts)(
  '%s and %s bring calls into the database, and leave nothing behind',
  async (migrate, record) => {
    const [migrating, recording] = [migrate, record].map((name) => runs.find(([where]) => where === name))
    if (migrating === undefined || recording === undefined) throw new Error('The page has both.')
    const migrated = await runCli(migrating[1], { cwd: folder, env: onThisMachine(migrating[2], {}) })
    expect(migrated).toMatchObject({ code: 0 })
    const [port, adminPort] = await twoPorts()
    const cwd = mkdtempSync(join(folder, 'container-'))
    const env = onThisMachine(recording[2], {
      RINGBACK_APP: app.url,
      RINGBACK_HOST: '127.0.0.1',
      RINGBACK_PORT: String(port),
      RINGBACK_ADMIN_HOST: '127.0.0.1',
      RINGBACK_ADMIN_PORT: String(adminPort),
      RINGBACK_RECORDINGS: join(cwd, 'spool'),
      RINGBACK_DRAIN_DELAY: String(drainDelay),
    })
    const before = await stored()
    let send: (signal: NodeJS.Signals) => void = () => undefined
    const ended = runCli(recording[1], { cwd, env, onStart: (sendSignal) => (send = sendSignal) })
    const ready = `http://127.0.0.1:${adminPort}/readyz`
    await expect.poll(async () => statusOf(ready)).toBe(200)
    const call = callTo(`http://127.0.0.1:${port}`, 'https://phone.example.com')
    for (let index = 0; index < calls; index += 1) {
      const CallSid = `CA${String(record.length * 1000 + index).padStart(32, '0')}`
      expect((await call('/voice', { CallSid })).status).toBe(200)
      expect((await call('/menu', { CallSid, Digits: '1', CallStatus: 'in-progress' })).status).toBe(200)
    }
    send('SIGTERM')
    const { code, stdout, stderr } = await ended
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const after = await stored()
    const recorded = after.calls - before.calls
    const sample = Number(env['RINGBACK_SAMPLE'] ?? 1)
    expect(recorded).toBeGreaterThan(0)
    expect(sample === 1 ? recorded === calls : recorded < calls / 2).toBe(true)
    expect(after.exchanges - before.exchanges).toBe(2 * recorded)
    for (const secret of [authToken, key, postgres.url]) expect(stdout + stderr).not.toContain(secret)
  },
)

/** Two free ports that are not the same. */
async function twoPorts(): Promise<readonly [number, number]> {
  const servers = await Promise.all([0, 1].map(async () => listening(createServer())))
  const ports = servers.map(({ url }) => Number(new URL(url).port))
  await Promise.all(servers.map(async (server) => server.close()))
  return [ports[0] ?? 0, ports[1] ?? 0]
}

interface Stored {
  readonly calls: number
  readonly exchanges: number
}

async function stored(): Promise<Stored> {
  const { stdout } = await runCli(['store', 'stats', '--store', postgres.url, '--format', 'json'], {
    cwd: folder,
  })
  return JSON.parse(stdout) as Stored
}
