import { createTwilioClient } from '@ringback/twilio-client/node'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  kindRow,
  kinds,
  parametersFromRecord,
  type ParameterRecord,
  type WebhookKind,
} from '@ringback/catalog'
import type { ProxyEvent } from '@ringback/proxy'
import { freePort } from '@ringback/test-support/free-port'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLogPrinter } from '../src/commands/record/print/log-printer.ts'
import { startRecording } from './recording-run.ts'
import { runCli } from './run-cli.ts'
import { authToken, publicUrl, startSmallApp, type SmallApp } from './small-app.ts'

interface Captured {
  readonly id: string
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly parameters: ParameterRecord
}

const folder = join(import.meta.dirname, '../../../fixtures/webhooks')
const captured = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Captured)

const secretGrammars = new Set([
  'address',
  'sid',
  'url',
  'jwt',
  'percent-encoded-json',
  'digits',
  'ip',
  'hostname',
])
const secretNames = /City$|CallerName|SpeechResult|TranscriptionText|SipCallId/
const known = new Set(kinds.flatMap(({ parameters }) => parameters.flatMap(({ values = [] }) => values)))

/** The values of a captured webhook that say something about somebody. */
function secretsOf({ kind, parameters }: Captured): readonly string[] {
  const rows = new Map(kindRow(kind).parameters.map((row) => [row.name, row]))
  return parametersFromRecord(parameters)
    .filter(([name]) => secretNames.test(name) || secretGrammars.has(rows.get(name)?.grammar ?? ''))
    .map(([, value]) => value)
    .filter((value) => value.length >= 5 && !known.has(value) && !isMaskedOrWord(value) && !isChance(value))
}

/** A placeholder such as `AC123`: so few hexadecimal digits that the random ones of a SID hold them by chance. */
function isChance(value: string): boolean {
  return /^[\da-f]{1,6}$/i.test(value)
}

// What was masked by those who published it, and a sentinel that stands for nobody, are no secrets.
function isMaskedOrWord(value: string): boolean {
  return /^[+*xX]+$/.test(value) || value === 'no value' || /^\+?(1?7378742833|266696687)$/.test(value)
}

/** A value as it stands, and as it may hide. */
function spellingsOf(value: string): readonly string[] {
  const digits = value.replaceAll(/\D/g, '')
  return [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    Buffer.from(value).toString('hex'),
    ...(digits.length >= 10 && digits.length <= 15 ? [digits] : []),
  ]
}

let app: SmallApp
beforeAll(async () => {
  app = await startSmallApp()
})
afterAll(() => app.close())

/** The log lines of the events that were printed. */
function logLinesOf(ndjson: string): readonly string[] {
  const lines: string[] = []
  const log = createLogPrinter(true, (line) => lines.push(line))
  // What is printed are events.
  for (const line of ndjson.trimEnd().split('\n')) log.event(JSON.parse(line) as ProxyEvent)
  return lines
}

/** The kinds that a metric has as labels are those of the catalog. */
function expectKindsOfCatalog(metrics: string): void {
  const labels = [...metrics.matchAll(/^ringback_\w+\{kind="([^"]*)"/gm)].map(([, kind]) => kind)
  expect(labels.length).toBeGreaterThan(20)
  for (const label of labels) expect([...kinds.map(({ kind }) => kind), 'unknown']).toContain(label)
}

it('finds nothing private in anything that was written about the captured webhooks', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-canary-'))
  const env = { TWILIO_AUTH_TOKEN: authToken }
  const adminPort = String(await freePort())
  const argv = ['--public-url', publicUrl, '--admin-port', adminPort]
  const recording = await startRecording(app.url, argv, { cwd, env })
  const twilio = createTwilioClient({ authToken, publicUrl, app: recording.url })
  for (const { kind, method, parameters } of captured) {
    const url = `${publicUrl}/voice?step=2`
    await twilio.send({ kind, method, url, parameters: parametersFromRecord(parameters) })
    await recording.next('recorded')
  }
  await twilio.close()
  const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text()
  const { code, stdout, stderr } = await recording.stop()
  expect(code).toBe(0)
  expectKindsOfCatalog(metrics)

  const har = await runCli(['export', 'har'], { cwd })
  const shown = await runCli(['show', '--all'], { cwd })
  const replayed = await runCli(['replay', app.url, '--reporter', 'json'], { cwd, env })
  const files = readdirSync(join(cwd, 'recordings'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
  const written = [
    ...files,
    stdout,
    stderr,
    metrics,
    ...logLinesOf(stdout),
    har.stdout,
    shown.stdout,
    replayed.stdout,
  ]
    .join('\n')
    .toLowerCase()

  const secrets = [...new Set(captured.flatMap(secretsOf)), authToken]
  const found = secrets.filter((secret) =>
    spellingsOf(secret).some((spelling) => written.includes(spelling.toLowerCase())),
  )
  expect(secrets.length).toBeGreaterThan(200)
  expect(found).toEqual([])
  expect(replayed.code).toBe(0)
})
