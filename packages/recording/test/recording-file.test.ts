import {
  bodyOf,
  bytesOf,
  createExchangeIds,
  parseRecording,
  recordingsOf,
  serializeRecording,
  type Exchange,
} from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange, exchanges, sid } from './exchanges.ts'

function fileOf(given: Exchange): string {
  return recordingsOf([given]).map(serializeRecording).join('')
}

test('a body is exactly the bytes it was made of', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        expect([...bytesOf(bodyOf(bytes))]).toEqual([...bytes])
      },
    ),
  )
})

test('a recording is read as it was written, and written the same way twice', () => {
  fc.assert(
    fc.property(exchanges, (given: Exchange[]) => {
      for (const recording of recordingsOf(given)) {
        const text = serializeRecording(recording)
        expect(parseRecording(text)).toEqual({ recording })
        expect(serializeRecording(recording)).toBe(text)
      }
    }),
  )
})

test('the file shows a parameter and a header on a line of its own', () => {
  expect(fileOf(exchange({ id: '1', callSid: sid('CA', 1) }))).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "callSid": "CA00000000000000000000000000000001",
      "legs": [
        {
          "callSid": "CA00000000000000000000000000000001",
          "parentCallSid": null
        }
      ],
      "exchanges": [
        {
          "id": "1",
          "kind": "voice.incoming-pstn",
          "callSid": "CA00000000000000000000000000000001",
          "parentCallSid": null,
          "startedAt": "2026-01-02T03:04:05.678Z",
          "durationMs": 12,
          "request": {
            "method": "POST",
            "url": "https://app.example.com/voice",
            "headers": [
              ["Host", "app.example.com"],
              ["Content-Type", "application/x-www-form-urlencoded"]
            ],
            "body": {
              "form": [
                "From=%2B14155550100",
                "To=%2B14155550199",
                "FromCity=SAN+FRANCISCO"
              ]
            }
          },
          "response": {
            "status": 200,
            "headers": [
              ["Content-Type", "text/xml"]
            ],
            "body": {
              "text": "<Response/>"
            }
          },
          "signature": "valid",
          "problem": null,
          "provenance": {
            "recorder": "proxy",
            "version": "0.1.0"
          }
        }
      ]
    }
    "
  `)
})

test('a later version is refused with a clear word', () => {
  expect(parseRecording('{"version": 7}')).toEqual({
    damage: {
      code: 'unknown-version',
      line: 1,
      message: expect.stringMatching(/version 7.*reads version 1/),
    },
  })
})

test('a damaged file is reported, whatever the damage, and never throws', () => {
  const text = fileOf(exchange({ id: '1', callSid: sid('CA', 1) }))
  fc.assert(
    fc.property(
      fc.nat({ max: text.length - 2 }),
      fc.nat({ max: 40 }),
      fc.string({ maxLength: 8 }),
      (at, cut, other) => {
        const parsed = parseRecording(text.slice(0, at) + other + text.slice(at + cut))
        expect('recording' in parsed || parsed.damage.message.length > 0).toBe(true)
      },
    ),
  )
  fc.assert(fc.property(fc.jsonValue(), (value) => void parseRecording(JSON.stringify(value))))
  expect(parseRecording(text.slice(0, 100))).toEqual({
    damage: { code: 'not-json', line: expect.any(Number), message: expect.any(String) },
  })
})

test('exchanges of several calls and legs come apart by call, in any order of arrival', () => {
  fc.assert(
    fc.property(
      exchanges.chain((given) =>
        fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
      ),
      ([given, shuffled]) => {
        const recordings = recordingsOf(given)
        expect(recordingsOf(shuffled)).toEqual(recordings)
        expect(recordings.flatMap((each) => each.exchanges.map(({ id }) => id)).sort()).toEqual(
          given.map(({ id }) => id).sort(),
        )
        const legs = recordings.flatMap((each) => each.legs.map(({ callSid }) => callSid))
        expect(new Set(legs).size).toBe(legs.length)
      },
    ),
  )
})

test('a leg that a <Dial> reported belongs to the call that dialled it', () => {
  const child = exchange({ id: '1', callSid: sid('CA', 2) })
  const action = exchange({ id: '2', callSid: sid('CA', 1) })
  const body = { text: `CallSid=${sid('CA', 1)}&DialCallSid=${sid('CA', 2)}` }
  const recordings = recordingsOf([child, { ...action, request: { ...action.request, body } }])
  expect(recordings.map(({ callSid, legs }) => [callSid, legs.length])).toEqual([[sid('CA', 1), 2]])
})

test('ids sort by time, also within a millisecond and when the clock steps back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 200 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (times, chance) => {
        let turn = 0
        const nextId = createExchangeIds({
          now: () => 1_767_225_600_000 + (times[turn++] ?? 0),
          random: () => chance,
        })
        const ids = times.map(() => nextId())
        expect(ids).toEqual([...new Set(ids)].sort())
      },
    ),
  )
})

test('a damaged recording with a string of 20 MB says what is wrong and on which line', () => {
  const text = `{"x":"${'a'.repeat(20_000_000)}",\n"version":99}`
  expect(parseRecording(text)).toMatchObject({ damage: { code: 'unknown-version', line: 2 } })
})
