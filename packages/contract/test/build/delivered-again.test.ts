import { planInteractions } from '@ringback/contract'
import { recordingsOf, type Exchange } from '@ringback/recording'
import { expect, test } from 'vitest'

const menu = '<Response><Say>You have pressed 1</Say></Response>'

/** An exchange in which a request with a token was delivered; null: the app did not answer. */
function delivered(id: string, token: string, text: string | null): Exchange {
  return {
    id,
    kind: 'gather.action',
    callSid: 'CA0123456789abcdef0123456789abcdef',
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 4,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/menu',
      headers: [['I-Twilio-Idempotency-Token', token]],
      body: { text: 'CallSid=CA0123456789abcdef0123456789abcdef&CallStatus=in-progress&Digits=1' },
    },
    response: text === null ? null : { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}

/** What the interactions of some exchanges expect, and which exchanges are left out. */
function planned(...exchanges: readonly Exchange[]): unknown {
  const { interactions, skipped } = planInteractions({ recordings: recordingsOf(exchanges) })
  return {
    expected: interactions.map(({ answer }) => answer?.body),
    skipped: skipped.map(({ exchange }) => exchange.id),
  }
}

test('of a request that was delivered again, the first usable answer is the one that holds', () => {
  expect(planned(delivered('1', 'a', menu), delivered('2', 'a', '<Response/>'))).toEqual({
    expected: [{ text: menu }],
    skipped: [],
  })
  expect(planned(delivered('1', 'a', null), delivered('2', 'a', menu))).toEqual({
    expected: [{ text: menu }],
    skipped: ['1'],
  })
})

test('another request with the same form that is answered in another way shows that the app remembers something', () => {
  expect(planned(delivered('1', 'a', menu), delivered('2', 'b', '<Response/>'))).toEqual({
    expected: [],
    skipped: ['2'],
  })
})
