/** Folders of recorded calls, written as the recorder writes them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingsOf, serializeRecording, type Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { generateRootKey, readKeyRing } from '@ringback/redaction/node'

/** The key that the calls are redacted with. */
export const rootKey: string = generateRootKey()

const { keyId, pseudonymKey } = (await readKeyRing(rootKey)).current
const redactor = createRedactor({ key: pseudonymKey, keyId })

/** Writes calls into the recordings folder of a directory, and returns the pseudonym of the last. */
export function writeCalls(cwd: string, count: number, webhooksPerCall = 3): string {
  const directory = join(cwd, 'recordings')
  mkdirSync(directory)
  let pseudonym = ''
  for (let number = 0; number < count; number++) pseudonym = writeCall(directory, number, webhooksPerCall)
  return pseudonym
}

/** The real CallSid of a call. */
export function sidOf(number: number): string {
  return `CA${number.toString(16).padStart(32, '0')}`
}

function writeCall(directory: string, number: number, webhooks: number): string {
  const startedAt = new Date(Date.UTC(2026, 0, 1) + number * 1000)
  const [recording] = recordingsOf(
    Array.from({ length: webhooks }, (_none, step) =>
      redactor.redactExchange(webhook(number, step, startedAt)),
    ),
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
    StirVerstat: `TN-Validation-Passed-${number % 10 === 0 ? 'A' : 'B'}`,
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
