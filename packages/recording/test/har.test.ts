import { createExchangeIds, fromHar, recordingsOf, toHar, type Exchange } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchanges, sid } from './exchanges.ts'

const options = {
  nextId: createExchangeIds({ now: () => 1_767_225_600_000, random: () => 0.5 }),
  version: '0.1.0',
}

test('recordings come back from HAR as they were', () => {
  fc.assert(
    fc.property(exchanges, (given: Exchange[]) => {
      const recordings = recordingsOf(given)
      const har: unknown = JSON.parse(JSON.stringify(toHar(recordings, { version: '0.1.0' })))
      expect(fromHar(har, options)).toEqual({ recordings, skipped: [] })
    }),
  )
})

test('a HAR file of another tool becomes exchanges of their kind, and bad entries are told', () => {
  const har = {
    log: {
      version: '1.2',
      creator: { name: 'mitmproxy', version: '12' },
      entries: [
        {
          startedDateTime: '2026-01-02T04:04:05.678+01:00',
          time: 31.5,
          request: {
            method: 'POST',
            url: 'https://app.example.com/voice',
            httpVersion: 'HTTP/2.0',
            headers: [
              { name: ':authority', value: 'app.example.com' },
              { name: 'content-type', value: 'application/x-www-form-urlencoded' },
            ],
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              params: [
                { name: 'CallSid', value: sid('CA', 1) },
                { name: 'AccountSid', value: sid('AC', 1) },
                { name: 'From', value: '+14155550100' },
                { name: 'To', value: '+14155550199' },
                { name: 'CallStatus', value: 'ringing' },
                { name: 'Direction', value: 'inbound' },
                { name: 'ApiVersion', value: '2010-04-01' },
              ],
            },
          },
          response: {
            status: 200,
            headers: [{ name: 'content-type', value: 'text/xml' }],
            content: { size: 11, mimeType: 'text/xml', text: 'PFJlc3BvbnNlLz4=', encoding: 'base64' },
          },
        },
        { startedDateTime: 'yesterday', request: { method: 'GET', url: 'https://app.example.com/' } },
        'no entry',
      ],
    },
  }
  const { recordings, skipped } = fromHar(har, { ...options, source: 'calls.har' })
  expect(skipped.map(({ entry }) => entry)).toEqual([1, 2])
  expect(recordings).toHaveLength(1)
  expect(recordings[0]?.callSid).toBe(sid('CA', 1))
  expect(recordings[0]?.exchanges[0]).toMatchObject({
    kind: 'voice.incoming-pstn',
    startedAt: '2026-01-02T03:04:05.678Z',
    request: { headers: [['content-type', 'application/x-www-form-urlencoded']] },
    response: { body: { text: '<Response/>' } },
    provenance: { recorder: 'import', source: 'calls.har' },
  })
  expect(() => fromHar({ log: {} }, options)).toThrow(/log\.entries/)
})
