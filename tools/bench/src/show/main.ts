/**
 * How long `ringback show` takes with many recordings: the first time, when the index is made, and then the list, one call by
 * the start of its CallSid, and one by its real CallSid. `npm run bench show`; `-- -- 1000 10000` for other sizes.
 *
 * Each figure is that of a process of its own, started as a user starts it; best of three.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recordingsOf, serializeRecording, type Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { generateRootKey, readKeyRing } from '@ringback/redaction/node'

const cli = fileURLToPath(new URL('../../../../packages/ringback/dist/start.js', import.meta.url))
const sizes = process.argv.slice(2).map(Number)
const rootKey = generateRootKey()
const { keyId, pseudonymKey } = (await readKeyRing(rootKey)).current
const redactor = createRedactor({ key: pseudonymKey, keyId })

console.log(
  '| recordings | first time, s | list, s | start of a CallSid, s | real CallSid, s | `--version`, s |',
)
console.log('| --- | --- | --- | --- | --- | --- |')
for (const size of sizes.length > 0 ? sizes : [1000, 10_000, 50_000]) {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-bench-show-'))
  const directory = join(cwd, 'recordings')
  mkdirSync(directory)
  let pseudonym = ''
  for (let number = 0; number < size; number++) pseudonym = writeCall(directory, number)
  const first = seconds(cwd, ['show'])
  const rest = [['show'], ['show', pseudonym.slice(0, 16)], ['show', sidOf(size - 1)], ['--version']]
  const figures = rest.map((argv) => Math.min(...[1, 2, 3].map(() => seconds(cwd, argv))))
  console.log(`| ${[size, ...[first, ...figures].map((each) => each.toFixed(2))].join(' | ')} |`)
  rmSync(cwd, { recursive: true })
}

function seconds(cwd: string, argv: readonly string[]): number {
  const startedAt = performance.now()
  execFileSync(process.execPath, [cli, ...argv], {
    cwd,
    env: { ...process.env, RINGBACK_REDACTION_KEY: rootKey },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e9,
  })
  return (performance.now() - startedAt) / 1000
}

function sidOf(number: number): string {
  return `CA${number.toString(16).padStart(32, '0')}`
}

/** Writes a call of three webhooks as the recorder does, and returns its pseudonym. */
function writeCall(directory: string, number: number): string {
  const startedAt = new Date(Date.UTC(2026, 0, 1) + number * 1000)
  const [recording] = recordingsOf(
    [0, 1, 2].map((step) => redactor.redactExchange(webhook(number, step, startedAt))),
  )
  if (recording === undefined) throw new Error('exchanges make a recording')
  const name = `${startedAt.toISOString().replaceAll(/[^0-9TZ]/g, '')}-${recording.callSid}.json`
  writeFileSync(join(directory, name), serializeRecording(recording))
  return recording.callSid ?? ''
}

function webhook(number: number, step: number, startedAt: Date): Exchange {
  const form = new URLSearchParams({
    AccountSid: `AC${'1'.repeat(32)}`,
    CallSid: sidOf(number),
    CallStatus: step === 0 ? 'ringing' : 'in-progress',
    Direction: 'inbound',
    From: `+1415555${String(100 + (number % 100)).padStart(4, '0')}`,
    To: '+14155550199',
    FromCity: 'SAN FRANCISCO',
    FromState: 'CA',
    FromCountry: 'US',
    ...(step > 0 && { Digits: String(step), msg: 'Gather End' }),
  })
  return {
    id: `01m8hz${String(number).padStart(12, '0')}${step}0`,
    kind: step === 0 ? 'voice.incoming-pstn' : 'gather.action',
    callSid: sidOf(number),
    parentCallSid: null,
    startedAt: new Date(startedAt.getTime() + step * 3000).toISOString(),
    durationMs: 12,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/voice',
      headers: [
        ['Host', 'phone.example.com'],
        ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
        ['User-Agent', 'TwilioProxy/1.1'],
      ],
      body: { text: String(form) },
    },
    response: {
      status: 200,
      headers: [['Content-Type', 'text/xml']],
      body: { text: '<Response><Gather action="/menu"><Say>Press one for sales.</Say></Gather></Response>' },
    },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}
