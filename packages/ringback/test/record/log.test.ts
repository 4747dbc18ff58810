import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProxyEvent } from '@ringback/proxy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventLine } from '../../src/commands/record/print/event-line.ts'
import { createLogPrinter } from '../../src/commands/record/print/log-printer.ts'
import type { Io } from '../../src/shell/io.ts'
import { stylesFor } from '../../src/shell/styles.ts'
import { listening, type Listening } from '../listening.ts'
import { runCli, type CliResult } from '../run-cli.ts'

let app: Listening
let cwd: string
beforeAll(async () => {
  app = await listening(
    createServer((incoming, response) => {
      incoming.resume()
      response.end('<Response/>')
    }),
  )
  cwd = mkdtempSync(join(tmpdir(), 'ringback-log-'))
})
afterAll(async () => {
  await app.close()
  rmSync(cwd, { recursive: true })
})

const problem = { code: 'app-down', message: 'No connection to the app.', twilioCode: 11_200 }
const events: readonly ProxyEvent[] = [
  {
    type: 'kept',
    id: '1',
    startedAt: '2026-01-01T00:00:00.000Z',
    method: 'POST',
    path: '/voice',
    status: 502,
    ms: 12.4,
    verdict: 'invalid',
    signatureCause: {
      code: 'x',
      message: 'Another URL.',
      publicUrl: 'https://a.example',
      change: 'It.',
    } as never,
    problem,
    upstream: 'http://127.0.0.1:3000',
  },
  {
    type: 'recorded',
    id: '1',
    kind: 'voice.incoming-pstn',
    callSid: 'CA1',
    from: '+1',
    to: '+2',
    method: 'POST',
    status: 200,
  },
  { type: 'lag', waiting: 3, ms: 6000, message: '3 exchanges wait for the database, the oldest for 6 s' },
  { type: 'not-recorded', reason: 'spool-full', message: 'The spool is full.', ids: ['1'], total: 2 },
  { type: 'other-traffic', method: 'GET', path: '/', status: null, ms: 1, problem: null },
  {
    type: 'refused',
    method: 'POST',
    path: '/…',
    bodyBytes: 1,
    status: 403,
    verdict: 'missing',
    problem: { code: 'signature-missing', message: 'It has none.' },
    total: 1,
  },
  { type: 'upgrade', state: 'failed', path: '/media', verdict: 'unchecked', problem },
  { type: 'warning', code: 'x', message: '\u001B[31mred\u202E' },
  { type: 'draining', inFlight: 2 },
]

/** Log lines of events, read. */
function logged(redacted: boolean, ...what: readonly ProxyEvent[]): readonly Record<string, unknown>[] {
  const lines: string[] = []
  const printer = createLogPrinter(redacted, (line) => lines.push(line))
  for (const event of what) printer.event(event)
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('a log line', () => {
  test.each(events)('says what the terminal says, and has the fields of the event: $type', (event) => {
    const plain = stylesFor({ isTerminal: { stdout: false }, env: {} } as unknown as Io, 'stdout')
    const [line] = logged(true, event)
    const { type, ...fields } = event
    expect(line).toMatchObject({ ...fields, event: type, name: 'ringback' })
    expect(line?.level).toMatch(/^(?:info|warn|error)$/)
    expect(Number.isNaN(Date.parse(String(line?.time)))).toBe(false)
    const words = (text: string): readonly string[] =>
      text.split(/[\s.]+/).filter((word) => word !== '' && !/^\d\d:\d\d:\d\d$/.test(word))
    expect(words(String(line?.msg))).toEqual(words(eventLine(event, plain) ?? ''))
  })

  test('tells neither parties nor call of an exchange that is not redacted', () => {
    const [line] = logged(false, ...events.filter(({ type }) => type === 'recorded'))
    expect(line).toMatchObject({
      event: 'recorded',
      kind: 'voice.incoming-pstn',
      callSid: null,
      from: null,
      to: null,
    })
    expect(JSON.stringify(line)).not.toMatch(/CA1|\+1|\+2/)
  })
})

describe('ringback record --format log', () => {
  const secrets = [
    'AC00000000000000000000000000000001',
    'CA00000000000000000000000000000001',
    '4155550123',
    '4155550199',
    'hunter2',
    'Trinity',
  ]

  async function recordOneCall(...argv: readonly string[]): Promise<CliResult> {
    let send: (signal: NodeJS.Signals) => void = () => undefined
    let seen = ''
    const heard = new Set<() => void>()
    const done = runCli(['record', app.url, '--port', '0', '--format', 'log', '--settle', ...argv], {
      cwd,
      env: { TWILIO_AUTH_TOKEN: 'hunter2' },
      onStart: (sendSignal) => (send = sendSignal),
      onStdout(chunk) {
        seen += chunk
        for (const hear of heard) hear()
      },
    })
    const until = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(seen)
        if (found !== null) return found[1] ?? found[0]
        await new Promise<void>((resolve) => heard.add(resolve))
      }
    }
    const url = await until(/"url":"([^"]+)"/)
    const body = new URLSearchParams({
      AccountSid: secrets[0] ?? '',
      CallSid: secrets[1] ?? '',
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+14155550123',
      To: '+14155550199',
      SpeechResult: 'my name is Trinity',
    })
    for (const path of [
      '/voice?token=hunter2',
      '/customers/4155550199',
      '/CA00000000000000000000000000000001',
    ]) {
      const headers = { 'X-Twilio-Signature': 'hunter2' }
      await (await fetch(url + path, { method: 'POST', body, headers })).arrayBuffer()
      await (await fetch(`${url}${path}`)).arrayBuffer()
    }
    await until(/"event":"recorded"(?:.*\n.*){2}"event":"recorded"/)
    send('SIGTERM')
    return done
  }

  test.each([[[]], [['--no-redact']]])(
    'writes nothing but JSON to stdout, and nothing private: %j',
    async (argv) => {
      const { code, stdout, stderr } = await recordOneCall(...argv)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      const types = new Set(lines.map(({ event }) => event))
      for (const type of ['listening', 'kept', 'recorded', 'closed']) expect(types).toContain(type)
      expect(lines.at(-1)?.msg).toContain('exchanges recorded in')
      for (const secret of secrets) expect(stdout).not.toContain(secret)
    },
  )

  test.each([['--verbose'], ['--ui']])('is not for %s', async (option) => {
    const { code, stderr } = await runCli(['record', app.url, '--format', 'log', option], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(`--format log and ${option}`)
  })
})
