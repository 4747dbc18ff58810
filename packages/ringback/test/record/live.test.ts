import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createTwilioClient } from '@ringback/twilio-client/node'
import type { Exchange } from '@ringback/recording'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exchangeLines } from '../../src/commands/record/exchange-lines.ts'
import { readKeys, type KeyActions } from '../../src/commands/record/read-keys.ts'
import type { Io } from '../../src/shell/io.ts'
import { stylesFor } from '../../src/shell/styles.ts'
import { listening, type Listening } from '../listening.ts'
import { startRecording } from '../recording-run.ts'
import { runCli } from '../run-cli.ts'
import { runShown } from '../ui/shown-run.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://phone.example.com'
const env = { TWILIO_AUTH_TOKEN: authToken, NO_COLOR: '1' }
const caller = '+14155550100'

let app: Listening
let cwd: string
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-live-'))
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response>\n  <Say>Hello</Say>\n</Response>')
  })
  app = await listening(server)
})
afterEach(async () => {
  await app.close()
  rmSync(cwd, { recursive: true })
})

async function call(proxy: string): Promise<void> {
  const twilio = createTwilioClient({ authToken, publicUrl, app: proxy })
  const callSid = `CA${'1'.repeat(32)}`
  await twilio.send({
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url: `${publicUrl}/voice`,
    parameters: [
      ['CallSid', callSid],
      ['From', caller],
      ['To', '+14155550199'],
      ['CallStatus', 'ringing'],
      ['Direction', 'inbound'],
    ],
    callSid,
  })
  await twilio.close()
}

/** A terminal that notes its modes. */
function terminal(): { readonly keyboard: PassThrough; readonly modes: readonly boolean[] } {
  const modes: boolean[] = []
  const setRawMode = (isRaw: boolean): void => void modes.push(isRaw)
  return { keyboard: Object.assign(new PassThrough(), { setRawMode }), modes }
}

describe('the keys of ringback record', () => {
  it('show the last exchange with pseudonyms, send it again, list themselves, and stop', async () => {
    const { keyboard, modes } = terminal()
    const argv = ['record', app.url, '--port', '0', '--no-ui', '--public-url', publicUrl, '--verbose']
    let stdout = ''
    const onStdout = (text: string): void => void (stdout += text)
    const run = runShown(argv, { cwd, env, keyboard, hasProgress: true, onStdout })
    await run.prints('Press h for the keys, q to stop.')
    keyboard.write('\r')
    await run.prints('No exchange is recorded yet.')
    const proxy = /http:\/\/127\.0\.0\.1:\d+(?= → )/.exec(run.stderr())?.[0] ?? ''
    await call(proxy)
    await expect.poll(() => stdout, { timeout: 20_000 }).toContain('</Response>')
    expect(stdout).toMatch(/recorded {2}voice\.incoming-pstn.*\n +POST .*, redacted\n +CallSid=/)
    keyboard.write('\r')
    await run.prints('</Response>')
    expect(run.stderr()).toMatch(
      / redacted\n(?: +\w+=.*\n)+ +200 in \d+ ms\n +<Response>\n +<Say>Hello<\/Say>\n/,
    )
    expect(run.stderr()).toContain('CallStatus=ringing')
    expect(run.stderr()).not.toContain(caller)
    keyboard.write('h')
    await run.prints('send the last exchange to the app again')
    keyboard.write('o')
    await run.prints('There is no page to open.')
    keyboard.write('r')
    await run.prints('1 recording: 1 same, 0 changed')
    expect(modes).toEqual([true])
    keyboard.write('q')
    const { code, stderr } = await run.result
    expect(code).toBe(0)
    expect(stderr).toContain('1 exchange recorded')
    expect(modes).toEqual([true, false])
  })

  const read = (
    io: Pick<Io, 'isTerminal' | 'stdin'>,
  ): { readonly heard: string[]; readonly stop: () => void } => {
    const heard: string[] = []
    const names = ['showLast', 'replayLast', 'openPage', 'help', 'stop'] as const
    const actions = Object.fromEntries(names.map((name) => [name, () => void heard.push(name)]))
    // Every action is in it, and of an Io only these are read.
    return { heard, stop: readKeys(actions as unknown as KeyActions, io as Io) }
  }

  it('are not read where no terminal is', () => {
    for (const [stdin, stderr] of [
      [true, false],
      [false, true],
    ] as const) {
      const { keyboard, modes } = terminal()
      const { heard, stop } = read({ stdin: keyboard, isTerminal: { stdin, stdout: true, stderr } })
      keyboard.write('q')
      stop()
      expect(modes).toEqual([])
      expect(heard).toEqual([])
      expect(keyboard.listenerCount('data')).toBe(0)
    }
  })

  it('act one by one, other keys and sequences do nothing, and the terminal is given back once', async () => {
    const { keyboard, modes } = terminal()
    const { heard, stop } = read({
      stdin: keyboard,
      isTerminal: { stdin: true, stdout: false, stderr: true },
    })
    for (const keys of ['xr', '\r', '\u001B[A', '\u001Br', 'o?', '\u0003\u0004']) keyboard.write(keys)
    await expect.poll(() => heard).toEqual(['replayLast', 'showLast', 'openPage', 'help', 'stop', 'stop'])
    keyboard.emit('error', new Error('read EIO'))
    stop()
    stop()
    expect(modes).toEqual([true, false])
    expect(keyboard.listenerCount('data')).toBe(0)
  })
})

it('ringback record --verbose adds each exchange to the events, and replay --exchange sends one again', async () => {
  const recording = await startRecording(app.url, ['--public-url', publicUrl, '--verbose'], { cwd, env })
  await call(recording.url)
  await call(recording.url)
  const { id, exchange } = await recording.next('recorded')
  expect(exchange).toMatchObject({ request: { url: `${publicUrl}/voice` }, response: { status: 200 } })
  expect((await recording.stop()).stdout).not.toContain(caller)
  const replay = (...more: readonly string[]) => runCli(['replay', app.url, ...more], { cwd, env })
  expect((await replay()).stdout).toContain('1 recording: 2 same, 0 changed')
  const one = await replay('--exchange', id)
  expect(one.stdout).toContain(id)
  expect(one.stdout).toContain('1 recording: 1 same, 0 changed')
  expect(await replay('--exchange', 'none')).toMatchObject({ code: 2 })
  expect((await replay('--exchange', id, '--update')).stderr).toContain('cannot be used together')
})

describe('the lines of an exchange', () => {
  const styles = stylesFor({ isTerminal: { stdin: false, stdout: false, stderr: false }, env: {} }, 'stdout')
  const exchange: Exchange = {
    id: '01',
    kind: null,
    callSid: null,
    parentCallSid: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 12.4,
    request: { method: 'GET', url: `${publicUrl}/voice?Digits=%1B%5B2J`, headers: [], body: { text: '' } },
    response: { status: 200, headers: [], body: { text: '' } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
  }
  const lines = (part: Partial<Exchange>): readonly string[] =>
    exchangeLines({ ...exchange, ...part }, styles)

  it('say that it is not redacted, and show control characters as escapes', () => {
    expect(lines({}).map((line) => line.trim())).toEqual([
      `GET ${publicUrl}/voice?Digits=%1B%5B2J  01, NOT redacted`,
      String.raw`Digits=\x1b[2J`,
      '200 in 12 ms',
      '(empty)',
    ])
  })

  it('are few, however long the answer is, and say what became of a request without one', () => {
    const long = { status: 200, headers: [], body: { text: 'x\n'.repeat(100_000) } }
    expect(lines({ response: long })).toHaveLength(64)
    const wide = { status: 200, headers: [], body: { text: 'x'.repeat(100_000) } }
    expect(lines({ response: wide }).join('').length).toBeLessThan(9000)
    expect(lines({ response: { status: 200, headers: [], body: { base64: 'AA==' } } }).at(-1)).toContain(
      '(not text)',
    )
    const problem = { code: 'app-down', message: 'The app is not running.' }
    expect(lines({ response: null, problem }).slice(-2)).toEqual([
      '          no answer in 12 ms',
      '          The app is not running.',
    ])
  })
})
