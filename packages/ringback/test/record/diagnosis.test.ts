import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeForm, encodeForm } from '@ringback/catalog'
import { parseRecording, type SignatureCause } from '@ringback/recording'
import { sign } from '@ringback/signature'
import { pythonWith } from '@ringback/test-support/python'
import { describe, expect, test } from 'vitest'
import { eventLine } from '../../src/commands/record/print/event-line.ts'
import { stylesFor } from '../../src/shell/styles.ts'
import { startRecording } from '../recording-run.ts'
import { startFrontProxy, type FrontProxy, type PassingRequest } from './front-proxy.ts'
import { startExpress, startFastify, startFlask, startHono, type SigningApp } from './signing-apps.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const callSid = 'CA00000000000000000000000000000001'
const parameters: readonly (readonly [string, string])[] = [
  ['CallSid', callSid],
  ['AccountSid', 'AC00000000000000000000000000000001'],
  ['From', '+12025550100'],
  ['To', '+12025550101'],
  ['CallStatus', 'ringing'],
  ['ApiVersion', '2010-04-01'],
  ['Direction', 'inbound'],
  ['Caller', '+12025550100'],
  ['Called', '+12025550101'],
  ...['Caller', 'Called', 'From', 'To'].flatMap((party): [string, string][] => [
    [`${party}City`, ''],
    [`${party}State`, ''],
    [`${party}Zip`, ''],
    [`${party}Country`, 'US'],
  ]),
]

/** Sends a webhook as Twilio does to a public URL, through a proxy at `port`. */
async function sendWebhook(port: number, publicUrl: string): Promise<number> {
  const url = new URL(publicUrl)
  const body = encodeForm(parameters, 'plus')
  const headers = {
    Host: url.host,
    'X-Twilio-Signature': sign({ url: publicUrl, parameters, authToken }),
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path: url.pathname + url.search, method: 'POST', headers },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

interface Told {
  readonly status: number
  readonly cause: SignatureCause | undefined
  /** The lines on the terminal. */
  readonly line: string
  /** What the recording says. */
  readonly recorded: SignatureCause | undefined
}

/** Records one webhook for a public URL through a front proxy, and returns what is said about its signature. */
async function record(
  app: SigningApp,
  publicUrl: string,
  argv: readonly string[],
  change: (passing: PassingRequest) => PassingRequest = (passing) => passing,
): Promise<Told> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-diagnosis-'))
  const run = await startRecording(app.url, argv, { cwd, env: { TWILIO_AUTH_TOKEN: authToken } })
  let front: FrontProxy | undefined
  try {
    front = await startFrontProxy(run.url, change)
    const status = await sendWebhook(front.port, publicUrl)
    const kept = await run.next('kept')
    await run.next('recorded')
    const styles = stylesFor(
      { env: { NO_COLOR: '1' }, isTerminal: { stdin: false, stdout: false, stderr: false } },
      'stdout',
    )
    return {
      status,
      cause: kept.signatureCause,
      line: eventLine(kept, styles) ?? '',
      recorded: recordedCause(join(cwd, 'recordings')),
    }
  } finally {
    await front?.close()
    await run.stop()
    await app.close()
  }
}

function recordedCause(folder: string): SignatureCause | undefined {
  const file = readdirSync(folder).find((name) => name.endsWith('.json'))
  const parsed = parseRecording(readFileSync(join(folder, file ?? ''), 'utf8'))
  return 'damage' in parsed ? undefined : parsed.recording.exchanges[0]?.signatureCause
}

function asJson({ headers, body, path }: PassingRequest): PassingRequest {
  const form = Object.fromEntries(decodeForm(body).parameters)
  return { path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(form) }
}

function withoutEmpty({ headers, body, path }: PassingRequest): PassingRequest {
  const filled = decodeForm(body).parameters.filter(([, value]) => value !== '')
  return { path, headers, body: encodeForm(filled, 'plus') }
}

describe('why a signature does not match', () => {
  test.each<{
    readonly name: string
    readonly given: readonly string[]
    readonly signed: string
    readonly change?: (passing: PassingRequest) => PassingRequest
    readonly codes: readonly string[]
    readonly says: string
  }>([
    {
      name: 'https and http',
      given: ['--public-url', 'http://voice.example.com'],
      signed: 'https://voice.example.com/voice',
      codes: ['scheme'],
      says: 'Pass --public-url https://voice.example.com',
    },
    {
      name: 'no public URL, behind TLS that says nothing',
      given: [],
      signed: 'https://voice.example.com/voice',
      codes: ['scheme'],
      says: 'Pass --public-url https://voice.example.com',
    },
    {
      name: 'the host',
      given: ['--public-url', 'https://old.example.com'],
      signed: 'https://voice.example.com/voice?lang=en',
      codes: ['host'],
      says: 'Pass --public-url https://voice.example.com',
    },
    {
      name: 'the port',
      given: ['--public-url', 'https://voice.example.com'],
      signed: 'https://voice.example.com:8443/voice',
      codes: ['port'],
      says: 'Pass --public-url https://voice.example.com:8443',
    },
    {
      name: 'a path prefix that is stripped',
      given: ['--public-url', 'https://voice.example.com'],
      signed: 'https://voice.example.com/api/voice',
      change: ({ path, ...rest }) => ({ ...rest, path: path.replace('/api', '') }),
      codes: ['path-prefix-missing'],
      says: 'Pass --public-url https://voice.example.com/api',
    },
    {
      name: 'a path prefix that only the Voice URL tells',
      given: [
        '--public-url',
        'https://voice.example.com',
        '--voice-url',
        'https://voice.example.com/ivr/voice',
      ],
      signed: 'https://voice.example.com/ivr/voice',
      change: ({ path, ...rest }) => ({ ...rest, path: path.replace('/ivr', '') }),
      codes: ['path-prefix-missing'],
      says: 'Pass --public-url https://voice.example.com/ivr',
    },
    {
      name: 'a form that is written anew as JSON',
      given: ['--public-url', 'https://voice.example.com'],
      signed: 'https://voice.example.com/voice',
      change: asJson,
      codes: ['body-serialised-again'],
      says: 'written anew as JSON',
    },
    {
      name: 'empty parameters that are dropped',
      given: ['--public-url', 'https://voice.example.com'],
      signed: 'https://voice.example.com/voice',
      change: withoutEmpty,
      codes: ['parameters-dropped'],
      says: 'empty parameters were dropped',
    },
    {
      name: 'a body that is decoded twice',
      given: ['--public-url', 'https://voice.example.com'],
      signed: 'https://voice.example.com/voice',
      change: ({ body, ...rest }) => ({ ...rest, body: body.replaceAll('%2B', '+') }),
      codes: ['parameters-plus'],
      says: 'plus signs and spaces were confused',
    },
    {
      name: 'scheme, host and port at once',
      given: ['--public-url', 'http://127.0.0.1:4100'],
      signed: 'https://voice.example.com/voice',
      change: ({ headers, ...rest }) => ({
        ...rest,
        headers: { ...headers, host: '127.0.0.1:4100', 'x-forwarded-host': 'voice.example.com' },
      }),
      codes: ['scheme', 'host'],
      says: 'Pass --public-url https://voice.example.com',
    },
    {
      name: 'another auth token',
      given: ['--public-url', 'https://voice.example.com', '--auth-token', 'f'.repeat(32)],
      signed: 'https://voice.example.com/voice',
      codes: [],
      says: 'Compare the auth token',
    },
  ])('$name', async ({ given, signed, change, codes, says }) => {
    const told = await record(await startExpress(authToken), signed, given, change)
    expect(told.cause?.codes).toEqual(codes)
    expect(told.line).toContain(says)
    expect(told.recorded?.codes).toEqual(codes)
  })
})

const publicUrl = 'https://voice.example.com'

describe('a valid signature that the app answers with 403', () => {
  test.each([
    ['express', startExpress, `app.set('trust proxy', true)`],
    ['fastify', startFastify, 'Fastify({ trustProxy: true })'],
    ['hono', startHono, 'Check against https://voice.example.com'],
  ] as const)('%s that does not trust its proxy', async (_, start, change) => {
    const told = await record(await start(authToken), `${publicUrl}/voice`, ['--public-url', publicUrl])
    expect(told.status).toBe(403)
    expect(told.cause?.codes).toEqual(['app-refused', 'scheme'])
    expect(told.line).toContain(
      'The signature is valid for https://voice.example.com/voice, but the app answered 403. It probably checks http://voice.example.com/voice',
    )
    expect(told.line).toContain(change)
    expect(told.recorded?.codes).toEqual(told.cause?.codes)
  })

  test.skipIf(pythonWith('flask') === undefined)(
    'Flask without ProxyFix (needs python3 with Flask)',
    async () => {
      const told = await record(await startFlask(authToken), `${publicUrl}/voice`, [
        '--public-url',
        publicUrl,
      ])
      expect(told.status).toBe(403)
      expect(told.line).toContain('It probably checks http://voice.example.com/voice')
      expect(told.line).toContain('ProxyFix(app.wsgi_app, x_proto=1, x_host=1)')
    },
  )

  test('express behind a proxy that strips a prefix', async () => {
    const told = await record(
      await startExpress(authToken, true),
      `${publicUrl}/api/voice`,
      ['--public-url', `${publicUrl}/api`],
      ({ path, ...rest }) => ({ ...rest, path: path.replace('/api', '') }),
    )
    expect(told.status).toBe(403)
    expect(told.cause?.codes).toContain('path-prefix-missing')
    expect(told.line).toContain(`'https://voice.example.com/api' + req.originalUrl`)
  })

  test('another token in the app', async () => {
    const told = await record(await startExpress('f'.repeat(32), true), 'http://127.0.0.1/voice', [
      '--public-url',
      'http://127.0.0.1',
    ])
    expect(told.line).toContain('another auth token')
  })
})
