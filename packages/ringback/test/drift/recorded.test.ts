import { authToken } from '@ringback/app-caller'
import { deciders } from '@ringback/app-deciders'
import { webhook, type DriftReport, type GeneratedWebhook } from '@ringback/arbitraries'
import { encodeForm, valueOf } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import * as fc from 'fast-check'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordDecider } from '../loop/record-decider.ts'
import { startRecording } from '../recording-run.ts'
import { runCli } from '../run-cli.ts'
import { recordInto } from './captured-exchanges.ts'

/** What the hand-written callers of the fixture apps have otherwise than Twilio. */
const callers: Readonly<Record<string, readonly string[]>> = {
  'call-back': ['new-value dial.action CallStatus'],
  clinic: ['new-value gather.action CallStatus'],
  pin: ['new-value gather.action CallStatus'],
  states: [
    'missing enqueue.action QueueResult',
    'correlation enqueue.action CallerCity',
    'correlation enqueue.action CallerZip',
    'correlation status.incoming-number CallerCity',
    'correlation status.incoming-number CallerZip',
    'correlation voice.incoming-pstn CallerCity',
    'correlation voice.incoming-pstn CallerZip',
  ],
  tenants: [
    'correlation dial.action ToCountry',
    'correlation status.incoming-number ToCountry',
    'correlation voice.incoming-pstn ToCountry',
  ],
}

it.each(deciders)('of $name, recorded by default, only what its caller does is drift', async (decider) => {
  const project = await recordDecider(decider)
  for (const { cli } of [project, project.checkout()]) {
    const { code, stdout } = await cli('drift', '--format', 'json')
    const { findings } = JSON.parse(stdout) as DriftReport // What the command prints.
    const expected = callers[decider.name] ?? []
    expect(findings.map(({ reason, kind, parameter }) => `${reason} ${kind} ${parameter}`)).toEqual(expected)
    expect(code).toBe(expected.length === 0 ? 0 : 1)
  }
})

it('calls of the virtual Twilio, recorded by the proxy, are no drift', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-drift-'))
  const env = { TWILIO_AUTH_TOKEN: authToken }
  const app = createServer((request, response) => {
    const documents: Readonly<Record<string, string>> = {
      '/voice': '<Gather numDigits="1" action="/menu?step=1&amp;lang=en" method="GET"><Say>1?</Say></Gather>',
      '/menu': '<Dial action="/done"><Number statusCallback="/status?leg=2">+14155550142</Number></Dial>',
      '/done': '<Record action="/recorded" recordingStatusCallback="/recording"/>',
    }
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    response.setHeader('Content-Type', 'text/xml')
    response.end(`<Response>${documents[pathname] ?? '<Hangup/>'}</Response>`)
  }).listen(0, '127.0.0.1')
  await once(app, 'listening')
  const { port } = app.address() as AddressInfo // It listens on a port, not on a pipe.
  const recording = await startRecording(`http://127.0.0.1:${port}`, [], { cwd, env })
  const call = await runCli(
    ['call', `${recording.url}/voice`, '--keys', '1', '--status-callback', '/ended?call=7'],
    { cwd, env },
  )
  await recording.stop()
  app.close()
  expect(call.code).toBe(0)
  const { code, stdout } = await runCli(['drift'], { cwd })
  expect(stdout).toMatch(/: \d+ webhooks of \d+ kinds, no drift\.\n$/)
  expect(code).toBe(0)
})

it('whatever Twilio could send is no drift, redacted or not, without key and originals', async () => {
  const key = new Uint8Array(32).fill(7)
  await fc.assert(
    fc.asyncProperty(fc.array(webhook(), { minLength: 100, maxLength: 100 }), async (webhooks) => {
      const redactor = createRedactor({ key })
      const exchanges = webhooks.map(exchangeOf)
      for (const recorded of [exchanges, exchanges.map((each) => redactor.redactExchange(each))]) {
        const cwd = mkdtempSync(join(tmpdir(), 'ringback-drift-'))
        await recordInto(join(cwd, 'recordings'), recorded)
        const { code, stdout } = await runCli(['drift'], { cwd })
        expect(stdout).toMatch(/recordings: 100 webhooks of \d+ kinds, no drift\.\n$/)
        expect(code).toBe(0)
      }
    }),
    { numRuns: 5 },
  )
})

/** A generated webhook as an exchange; the app has parameters of its own in the URL. */
function exchangeOf({ kind, method, parameters, style }: GeneratedWebhook, at: number): Exchange {
  const form = encodeForm(parameters, style)
  const callSid = valueOf(parameters, 'CallSid') ?? ''
  return {
    id: `e${String(at).padStart(4, '0')}`,
    kind,
    callSid: callSid === '' ? null : callSid,
    parentCallSid: null,
    startedAt: new Date(Date.UTC(2026, 0, 2, 3, 0, at)).toISOString(),
    durationMs: 1,
    request: {
      method,
      url: `https://phone.example.com/voice?tenant=acme-12&step=2${method === 'GET' ? `&${form}` : ''}`,
      headers: [],
      body: { text: method === 'GET' ? '' : form },
    },
    response: null,
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
  }
}
