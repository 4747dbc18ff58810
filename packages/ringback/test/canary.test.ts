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
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('finds nothing private in anything that was written about the captured webhooks', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-canary-'))
  const env = { TWILIO_AUTH_TOKEN: authToken }
  const recording = await startRecording(app.url, ['--public-url', publicUrl], { cwd, env })
  const twilio = createTwilioClient({ authToken, publicUrl, app: recording.url })
  for (const { kind, method, parameters } of captured) {
    const url = `${publicUrl}/voice?step=2`
    await twilio.send({ kind, method, url, parameters: parametersFromRecord(parameters) })
    await recording.next('recorded')
  }
  await twilio.close()
  const { code, stdout, stderr } = await recording.stop()
  expect(code).toBe(0)

  const har = await runCli(['export', 'har'], { cwd })
  const shown = await runCli(['show', '--all'], { cwd })
  const replayed = await runCli(['replay', app.url, '--reporter', 'json'], { cwd, env })
  const files = readdirSync(join(cwd, 'recordings'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
  const written = [...files, stdout, stderr, har.stdout, shown.stdout, replayed.stdout]
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
