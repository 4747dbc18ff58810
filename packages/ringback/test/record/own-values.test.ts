import type { ObservedExchange, Recorder } from '@ringback/redaction/node'
import { describe, expect, it } from 'vitest'
import { watchOwnValues } from '../../src/commands/record/own-values.ts'

const account = 'AC0123456789abcdef0123456789abcdef'

function observed(
  parameters: Readonly<Record<string, string>>,
  signature: ObservedExchange['signature'] = 'valid',
): ObservedExchange {
  return {
    id: '1',
    startedAt: 0,
    durationMs: 1,
    method: 'POST',
    url: 'https://phone.example.com/voice',
    headers: [],
    body: { bytes: Buffer.from(String(new URLSearchParams(parameters))), truncated: false },
    answer: null,
    problem: null,
    signature,
    provenance: { recorder: 'proxy', version: '0' },
  }
}

function watched(known: Parameters<typeof watchOwnValues>[1] = {}) {
  const taken: ObservedExchange[] = []
  const recorder: Recorder = {
    take: (exchange) => void taken.push(exchange),
    now: () => 0,
    onEvent: () => undefined,
    counts: { kept: 0, recorded: 0, notRecorded: 0 },
    waiting: () => ({ count: 0, oldestMs: 0 }),
    close: async () => true,
  }
  return { taken, ...watchOwnValues(recorder, known) }
}

const inbound = { Direction: 'inbound', To: '+14155550199', From: '+14155550123', AccountSid: account }

describe('what record offers for the configuration', () => {
  it('is the numbers that were called, and the account, never a caller', () => {
    const { recorder, offer, taken } = watched()
    recorder.take(observed(inbound))
    recorder.take(observed({ ...inbound, To: '+14155550198' }))
    expect(taken).toHaveLength(2)
    expect(offer()).toContain("ownNumbers: ['+14155550199', '+14155550198'],")
    expect(offer()).toContain(`accountSid: '${account}',`)
    expect(offer()).not.toContain('+14155550123')
  })

  it('is nothing that the configuration has', () => {
    const { recorder, offer } = watched({ ownNumbers: ['+14155550199'], accountSid: account })
    recorder.take(observed(inbound))
    expect(offer()).toBeUndefined()
  })

  it('is nothing of an outbound call, nor of what Twilio did not sign', () => {
    const { recorder, offer } = watched()
    recorder.take(observed({ ...inbound, Direction: 'outbound-api' }))
    recorder.take(observed(inbound, 'invalid'))
    recorder.take(observed(inbound, 'missing'))
    expect(offer()).toBeUndefined()
  })
})
