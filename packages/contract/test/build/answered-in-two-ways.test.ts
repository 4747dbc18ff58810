import { planInteractions } from '@ringback/contract'
import { recordingsOf, type Exchange } from '@ringback/recording'
import { expect, test } from 'vitest'

const answered = (id: string, text: string, path = '/voice'): Exchange => ({
  id,
  kind: 'voice.incoming-pstn',
  callSid: 'CA0123456789abcdef0123456789abcdef',
  parentCallSid: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 4,
  request: {
    method: 'POST',
    url: `https://phone.example.com${path}`,
    headers: [],
    body: { text: 'CallSid=CA0123456789abcdef0123456789abcdef&CallStatus=ringing' },
  },
  response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } },
  signature: 'valid',
  problem: null,
  provenance: { recorder: 'proxy', version: '0.1.0' },
})

test('a request that the app answered in two ways is left out, and told', () => {
  const hello = '<Response><Say>Hello</Say><Gather action="/menu"/></Response>'
  const { interactions, skipped } = planInteractions({
    recordings: recordingsOf([
      answered('1', hello),
      answered('2', '<Response><Redirect>/queue</Redirect></Response>'),
      answered('3', hello),
      answered('4', hello, '/other'),
      // White space is no other answer.
      answered('5', hello.replaceAll('><', '> <'), '/other'),
    ]),
  })
  expect(interactions.map(({ url }) => url)).toEqual(['https://phone.example.com/other'])
  expect(skipped.map(({ exchange }) => exchange.id)).toEqual(['2', '3'])
  expect(skipped[0]?.reason).toContain('it remembers something')
})

test.each(['', 'DELETE'])('a request by %j is left out, and the sentence that says so is whole', (method) => {
  const exchange = answered('1', '<Response/>')
  const { skipped } = planInteractions({
    recordings: recordingsOf([{ ...exchange, request: { ...exchange.request, method } }]),
  })
  expect(skipped.map(({ reason }) => reason)).toEqual([
    `its method is ${JSON.stringify(method)}, which Twilio does not use`,
  ])
})
