import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { decodeForm, valueOf } from '@ringback/catalog'
import type { FuzzReport } from '@ringback/fuzz'
import { verify } from '@ringback/signature'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listening } from './listening.ts'
import { runCli } from './run-cli.ts'
import { authToken } from './small-app.ts'

const env = { TWILIO_AUTH_TOKEN: authToken }
const few = ['--runs', '20', '--seed', '1']

let url: string
let cwd: string
let close: () => Promise<void>
let isFixed = false
let greetsByCity = false
/** The public URL that the app verifies signatures for; its own without. */
let signedFor: string | undefined
let onRequest = (): void => undefined

/** An app on a real port that fails when the caller withholds the number. */
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-fuzz-'))
  const server = createServer((req, res) => {
    onRequest()
    void text(req).then((body) => {
      const { parameters } = decodeForm(body)
      const signature = String(req.headers['x-twilio-signature'])
      const signed = verify({
        url: `${signedFor ?? url}${req.url}`,
        method: 'POST',
        parameters,
        authToken,
        signature,
      })
      if (!signed || req.method !== 'POST') return res.writeHead(403).end()
      const from = valueOf(parameters, 'From')
      if (from === 'anonymous' && !isFixed) return res.writeHead(500).end()
      const city = greetsByCity && valueOf(parameters, 'FromCity') ? ' San Francisco' : ''
      return res
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(`<Response><Say>Hello${city}</Say></Response>`)
    })
  })
  ;({ url, close } = await listening(server))
})
afterAll(() => close())

describe('ringback fuzz', () => {
  let report: FuzzReport

  it('reports as JSON, exits 1, and keeps the finding', async () => {
    const result = await runCli(['fuzz', `${url}/voice`, ...few, '--reporter', 'json'], { cwd, env })
    expect(result.code).toBe(1)
    report = JSON.parse(result.stdout) as FuzzReport
    expect(Object.keys(report)).toEqual([
      'seed',
      'runs',
      'requests',
      'judged',
      'reachedPages',
      'durationMs',
      'coverage',
      'findings',
      'stopped',
    ])
    expect(report).toMatchObject({ seed: 1, runs: 20, reachedPages: 1 })
    expect(report.judged).toBeGreaterThan(20)
    expect(report.findings).toHaveLength(1)
    expect(Object.keys(report.findings[0] ?? {})).toEqual([
      'id',
      'code',
      'severity',
      'twilioCode',
      'kind',
      'message',
      'request',
      'response',
      'curl',
      'path',
      'plain',
    ])
    expect(report.findings[0]?.request.params).toMatchObject({ From: 'anonymous', FromCity: 'SAN FRANCISCO' })
    expect(readdirSync(join(cwd, 'fixtures/findings'))).toHaveLength(2)
  })

  it.each([
    [
      'pretty',
      /^ {8}- From: \+14155550100\n {8}\+ From: anonymous\n[^]*replay http-status-[^]*Covered \d+ of 80 kinds/m,
    ],
    ['ndjson', /^\{"type":"phase","phase":"probe"\}\n[^]*\n\{"type":"finished",/],
    ['junit', /^<\?xml [^]*failures="1"/],
    ['sarif', /^\{[^]*"version": "2\.1\.0"/],
  ])('reports as %s', async (format, shape) => {
    const { stdout, code } = await runCli(['fuzz', `${url}/voice`, ...few, '--reporter', format], {
      cwd,
      env,
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(shape)
    expect(stdout).toContain('It happens when From is')
    expect(stdout).not.toContain('\u001b')
  })

  it('tells a person errors from hints, and what was not sent', async () => {
    greetsByCity = true
    const { stdout, code } = await runCli(['fuzz', `${url}/voice`, ...few], { cwd, env })
    greetsByCity = false
    expect(code).toBe(1)
    await expect(withoutChance(stdout)).toMatchFileSnapshot('golden/fuzz.txt')
  })

  it('fails in JUnit for what it exits 1 for', async () => {
    greetsByCity = true
    isFixed = true
    const argv = ['fuzz', `${url}/voice`, ...few, '--reporter', 'junit', '--pass-with-nothing']
    const { stdout, code } = await runCli(argv, { cwd, env })
    greetsByCity = false
    isFixed = false
    expect(code).toBe(0)
    expect(stdout).toContain('failures="0"')
    expect(stdout).toContain('<system-out>info: The app answers differently')
  })

  it('proves a finding failed, and fixed', async () => {
    const id = report.findings[0]?.id ?? ''
    const failed = await runCli(['fuzz', 'replay', id], { cwd, env })
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^FAILED /) as string })
    isFixed = true
    const fixed = await runCli(['fuzz', 'replay', id.slice(0, -3)], { cwd, env })
    expect(fixed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^FIXED /) as string })
    isFixed = false
  })

  it('does not pass when no TwiML led to another page', async () => {
    isFixed = true
    const argv = ['fuzz', `${url}/voice`, ...few]
    const clean = await runCli(argv, { cwd, env })
    expect(clean).toMatchObject({ code: 2, stdout: expect.stringContaining('No findings.') as string })
    expect(clean.stderr).toContain('Only one page of the app was tested')
    expect(await runCli([...argv, '--pass-with-nothing'], { cwd, env })).toMatchObject({
      code: 0,
      stderr: '',
    })
    isFixed = false
  })

  it('replays to the app what was found behind a public URL', async () => {
    signedFor = 'https://phone.example.com'
    const behind = ['fuzz', `${url}/voice`, '--public-url', signedFor, ...few, '--findings', 'behind']
    const { stdout } = await runCli([...behind, '--reporter', 'json'], { cwd, env })
    const [finding] = (JSON.parse(stdout) as FuzzReport).findings
    expect(finding?.request.url).toBe('https://phone.example.com/voice')
    expect(finding?.id).toBe(report.findings[0]?.id)
    const replay = await runCli(['fuzz', 'replay', finding?.id ?? '', '--findings', 'behind'], { cwd, env })
    signedFor = undefined
    expect(replay).toMatchObject({ code: 1, stdout: expect.stringContaining('HTTP 500') as string })
  })

  it('calls an app in this process', async () => {
    writeFileSync(
      join(cwd, 'app.mjs'),
      `export default (req, res) => {
        req.resume()
        res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Say>Hello</Say></Response>')
      }`,
    )
    const { code, stdout } = await runCli(['fuzz', './app.mjs', ...few], { cwd, env })
    expect(code).toBe(1)
    expect(stdout).toContain('signature-not-enforced')
  })

  it('says that its time was over', async () => {
    const { stdout } = await runCli(['fuzz', `${url}/voice`, ...few, '--max-time', '0.001'], { cwd, env })
    expect(stdout).toContain('Stopped after --max-time; results so far:')
  })

  it('stops at a signal with what it has', async () => {
    const { code, stdout } = await runCli(
      ['fuzz', `${url}/voice`, '--runs', '100000', '--reporter', 'json', '--pass-with-nothing'],
      { cwd, env, onStart: (send) => (onRequest = () => send('SIGINT')) },
    )
    onRequest = () => undefined
    expect([0, 1]).toContain(code)
    expect((JSON.parse(stdout) as FuzzReport).runs).toBeLessThan(100_000)
  })

  it('stopped at its first request it says so, and that nothing was tested', async () => {
    const { code, stdout, stderr } = await runCli(['fuzz', `${url}/voice`], {
      cwd,
      env,
      onStart: (send) => (onRequest = () => send('SIGINT')),
    })
    onRequest = () => undefined
    expect(code).toBe(2)
    expect(stdout).toContain('Stopped early; results so far:')
    expect(stderr).toContain(
      'Stopped before a second page of the app was tested, so this run says nothing about it.',
    )
  })

  it.each<[string, readonly string[], string]>([
    ['without a URL', ['fuzz'], 'No app URL given. Pass it: ringback fuzz http://127.0.0.1:3000'],
    [
      'that is not there',
      ['fuzz', 'http://127.0.0.1:9/voice'],
      'Cannot reach the app at http://127.0.0.1:9: connection refused',
    ],
    ['on another machine', ['fuzz', 'https://phone.example.com/voice'], '--allow-remote'],
    [
      'with a route of no kind',
      ['fuzz', 'http://127.0.0.1:9/', '--route', 'x=/y'],
      'Unknown webhook kind x.',
    ],
    ['with a check that is not there', ['fuzz', 'http://127.0.0.1:9/', '--checks', 'x'], 'Unknown check x.'],
    [
      'of a finding that is not there',
      ['fuzz', 'replay', 'nothing'],
      'No finding, or more than one, starts with nothing',
    ],
  ])('refuses an app %s', async (_case, argv, message) => {
    const { code, stderr } = await runCli(argv, { cwd, env })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it('needs an auth token', async () => {
    const { code, stderr } = await runCli(['fuzz', `${url}/voice`], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('TWILIO_AUTH_TOKEN')
  })
})

/** Without the port, and what follows from it. */
function withoutChance(text: string): string {
  return text
    .replaceAll(url, 'http://127.0.0.1:3000')
    .replaceAll(/(X-Twilio-Signature: )[^']+/g, '$1SIGNATURE')
    .replaceAll(/(Idempotency-Token: )[^']+/g, '$1TOKEN')
    .replaceAll(/CA[\da-f]{32}/g, `CA${'0'.repeat(32)}`)
    .replaceAll(/(fuzz replay [a-z-]+-)[\da-f]{8}/g, '$100000000')
    .replaceAll(/Sent \d+ requests(.*) in \d+\.\d s/g, 'Sent 300 requests$1 in 1.0 s')
}
