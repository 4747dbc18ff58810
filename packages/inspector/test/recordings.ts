import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordingsOf, serializeRecording, type Exchange } from '@ringback/recording'
import { recordingFileName } from '@ringback/recording/node'
import { plainExchange, sid } from '@ringback/test-support/exchange'

/** An exchange of call number `call`, `at` seconds after its start. */
export function exchangeOf(call: number, at: number, changes: Partial<Exchange> = {}): Exchange {
  const callSid = sid('CA', call)
  const start = Date.parse('2026-01-02T03:04:05.000Z') + call * 60_000
  return {
    ...plainExchange,
    id: `${String(call).padStart(6, '0')}-${String(at).padStart(3, '0')}`,
    callSid,
    startedAt: new Date(start + at * 1000).toISOString(),
    redaction: { keyId: 'abcd1234', replaced: {} },
    request: requestOf({ CallSid: callSid, CallStatus: 'ringing', From: '+14155550100', To: '+14155550199' }),
    ...changes,
  }
}

/** A POST with these parameters. */
export function requestOf(
  parameters: Readonly<Record<string, string>>,
  path = '/voice',
): Exchange['request'] {
  return {
    ...plainExchange.request,
    url: `https://app.example.com${path}`,
    body: { text: new URLSearchParams(parameters).toString() },
  }
}

/** An answer with TwiML. */
export function twimlAnswer(text: string, status = 200): Exchange['response'] {
  return { status, headers: [['Content-Type', 'text/xml']], body: { text } }
}

/** A folder with the recordings of these exchanges. */
export function folderWith(exchanges: readonly Exchange[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'ringback-inspector-'))
  addTo(directory, exchanges)
  return directory
}

/** Writes more recordings into a folder. */
export function addTo(directory: string, exchanges: readonly Exchange[]): void {
  for (const recording of recordingsOf(exchanges)) {
    writeFileSync(join(directory, recordingFileName(recording)), serializeRecording(recording))
  }
}

const menu = `<Response><Gather numDigits="1" action="/menu"><Say>For sales, press 1.</Say></Gather><Sya>Typo.</Sya></Response>`

/** Two calls: one with two legs, a finding in its TwiML, a signature that did not match and a problem; one plain. */
export function twoCalls(): readonly Exchange[] {
  const callSid = sid('CA', 1)
  const parties = { CallSid: callSid, From: '+14155550100', To: '+14155550199' }
  const leg = sid('CA', 9)
  return [
    exchangeOf(1, 0, { response: twimlAnswer(menu), durationMs: 3400 }),
    exchangeOf(1, 6, {
      kind: 'gather.action',
      request: requestOf({ ...parties, CallStatus: 'in-progress', Digits: '1', Shoe: 'left' }, '/menu'),
      response: twimlAnswer('<Response><Dial>+14155550101</Dial></Response>'),
      signature: 'invalid',
      signatureCause: {
        codes: ['scheme'],
        message: 'Twilio signed https, the app checked http.',
        change: 'Trust the proxy',
      },
    }),
    exchangeOf(1, 8, {
      kind: 'status.incoming-number',
      callSid: leg,
      parentCallSid: callSid,
      request: requestOf({ CallSid: leg, ParentCallSid: callSid, CallStatus: 'ringing' }, '/status'),
      response: { status: 204, headers: [], body: { text: '' } },
    }),
    exchangeOf(1, 20, {
      kind: 'status.incoming-number',
      request: requestOf({ ...parties, CallStatus: 'completed', CallDuration: '20' }, '/status'),
      response: null,
      durationMs: 15_000,
      problem: { code: 'app-timeout', message: 'The app did not answer in time.' },
    }),
    exchangeOf(2, 0, { response: twimlAnswer('<Response><Say>Hello.</Say></Response>') }),
  ]
}
