import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { decodeForm, valueOf } from '@ringback/catalog'
import type { FuzzReport } from '@ringback/fuzz'
import { verify } from '@ringback/signature'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listening } from './listening.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { authToken } from './small-app.ts'

const number = '+14155550142'
const env = { TWILIO_AUTH_TOKEN: authToken }

let url: string
let close: () => Promise<void>
let cwd: string
const seen: (readonly (readonly [string, string])[])[] = []

/** An app of several tenants: it answers calls to one of its numbers only. */
beforeAll(async () => {
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const { parameters } = decodeForm(body)
      const signature = String(req.headers['x-twilio-signature'])
      const isSigned = verify({ url: url + req.url, method: 'POST', parameters, authToken, signature })
      if (!isSigned) return res.writeHead(403).end()
      seen.push(parameters)
      const to = valueOf(parameters, 'To') ?? ''
      const isClient = valueOf(parameters, 'From')?.startsWith('client:') === true
      if (!isClient && to.startsWith('+') && to !== number) return res.writeHead(404).end()
      const twiml =
        req.url === '/voice'
          ? '<Gather action="/menu" numDigits="1"><Say>Press 1.</Say></Gather><Say>Bye.</Say>'
          : '<Say>Thank you.</Say>'
      return res.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${twiml}</Response>`)
    })
  })
  ;({ url, close } = await listening(server))
})
afterAll(() => close())
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-values-'))
  seen.length = 0
})

const values = (name: string): ReadonlySet<string | undefined> =>
  new Set(seen.map((parameters) => valueOf(parameters, name)))

function configure(): void {
  writeFileSync(join(cwd, 'ringback.config.mjs'), `export default { ownNumbers: ['${number}'] }\n`)
}

/** The commands that make webhooks or calls. */
const fuzz = (): readonly string[] => ['fuzz', `${url}/voice`, '--runs', '5', '--seed', '1']
const build = (): readonly string[] => [
  'contract',
  'build',
  url,
  '--public-url',
  url,
  '--provider',
  'app',
  '--route',
  'voice.incoming-pstn=/voice',
]
const commands: readonly (readonly [string, () => readonly string[]])[] = [
  ['fuzz', fuzz],
  ['map', () => ['map', `${url}/voice`]],
  ['call', () => ['call', `${url}/voice`, '--keys', '1']],
  ['contract build', build],
  ['generate', () => ['generate', 'voice.incoming-pstn', '--count', '5']],
]

/** What is generated is seen as if it had been sent. */
async function run(argv: readonly string[]): Promise<CliResult> {
  const result = await runCli(argv, { cwd, env })
  if (argv[0] !== 'generate' || result.code !== 0) return result
  const rows = result.stdout.trimEnd().split('\n')
  seen.push(
    ...rows.map((row) => Object.entries((JSON.parse(row) as { params: Record<string, string> }).params)),
  )
  return result
}

describe.each(commands)('ringback %s', (_name, argv) => {
  it('calls the number of --to', async () => {
    const { code, stdout } = await run([...argv(), '--to', number])
    expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' })
    expect(values('To')).toContain(number)
  })

  it('calls the first number of ownNumbers', async () => {
    configure()
    const { code, stdout } = await run(argv())
    expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' })
    expect(values('To')).toContain(number)
  })

  it('refuses what cannot be given, all at once', async () => {
    const wrong = ['--with', 'FromSate=CA', '--with', 'CallSid=CA1', '--with', 'CallerName']
    const { code, stderr, stdout } = await run([...argv(), ...wrong])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Unknown parameter FromSate. Did you mean FromState?')
    expect(stderr).toContain('CallSid cannot be given: each call has its own.')
    expect(stderr).toContain('--with CallerName has no name or no "=".')
    expect(seen).toEqual([])
  })

  it('has the values of --with and the caller of --from', async () => {
    const given = ['--to', number, '--from', '+12125550123', '--with', 'FromState=NY', '--with', 'FromCity=']
    await run([...argv(), ...given])
    const ofCaller = seen.filter((parameters) => valueOf(parameters, 'From') === '+12125550123')
    expect(ofCaller.map((parameters) => valueOf(parameters, 'FromState'))).toContain('NY')
    expect(ofCaller.filter((parameters) => valueOf(parameters, 'FromState') === 'CA')).toEqual([])
  })
})

it('fuzz finds the unknown number without it, and nothing with it', async () => {
  const report = async (...more: string[]): Promise<FuzzReport> =>
    JSON.parse((await run([...fuzz(), '--reporter', 'json', ...more])).stdout) as FuzzReport
  expect((await report()).findings.map(({ code }) => code)).toContain('target-missing')
  expect((await report('--to', number)).findings).toEqual([])
})

it('contract build writes the number into the pact', async () => {
  await run([...build(), '--to', number])
  const files = readdirSync(join(cwd, 'pacts')).map((file) => readFileSync(join(cwd, 'pacts', file), 'utf8'))
  expect(files.join('')).toContain(`To=${encodeURIComponent(number)}`)
  expect(files.join('')).not.toContain('%2B14155550199')
})

it('contract build tells how far it is', async () => {
  const { stderr } = await runCli([...build(), '--to', number], { cwd, env, hasProgress: true })
  expect(stderr).toMatch(/1 of (\d+) answers of the app[^]*\1 interactions in 1 pact file/)
})

it('map has the values in the command that shows a mark', async () => {
  const argv = ['map', `${url}/voice`, '--to', '+14155550199', '--with', 'CallerName=JANE DOE']
  const { stdout, code } = await run([...argv, '--reporter', 'json'])
  expect(code).toBe(1)
  const { marks } = JSON.parse(stdout) as { marks: { command: string }[] }
  expect(marks[0]?.command).toContain("--to +14155550199 --with 'CallerName=JANE DOE'")
})

it('call refuses values for a call that the app places', async () => {
  const { code, stderr } = await run(['call', url, '--outbound', '--with', 'FromState=CA'])
  expect(code).toBe(2)
  expect(stderr).toContain('--with cannot be given together with --outbound.')
})

it.each(['call', 'map'])('%s refuses what is decided in the call', async (command) => {
  const { code, stderr } = await run([command, `${url}/voice`, '--with', 'Digits=1'])
  expect(code).toBe(2)
  expect(stderr).toContain('Digits cannot be given: it is not known when a call comes in')
})
