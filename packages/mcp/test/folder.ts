import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordingsOf, serializeRecording, type Exchange } from '@ringback/recording'
import { recordingFileName } from '@ringback/recording/node'
import { plainExchange, sid } from '@ringback/test-support/exchange'

export { sid }

/** A redacted exchange of call number `call`, `at` seconds after its start. */
export function exchangeOf(call: number, at: number, changes: Partial<Exchange> = {}): Exchange {
  const callSid = sid('CA', call)
  const start = Date.parse('2026-01-02T03:04:05.000Z') + call * 60_000
  const form = { CallSid: callSid, CallStatus: 'ringing', From: '+14155550100', To: '+14155550199' }
  return {
    ...plainExchange,
    id: `${String(call).padStart(6, '0')}x${String(at).padStart(3, '0')}`,
    callSid,
    startedAt: new Date(start + at * 1000).toISOString(),
    redaction: { keyId: 'abcd1234', replaced: {} },
    request: {
      ...plainExchange.request,
      url: 'https://app.example.com/voice',
      body: { text: new URLSearchParams(form).toString() },
    },
    ...changes,
  }
}

/** An answer with TwiML. */
export function twimlAnswer(text: string): Exchange['response'] {
  return { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } }
}

/** A folder with the recordings of these exchanges. */
export function folderWith(exchanges: readonly Exchange[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'ringback-mcp-'))
  for (const recording of recordingsOf(exchanges)) {
    writeFileSync(join(directory, recordingFileName(recording)), serializeRecording(recording))
  }
  return directory
}
