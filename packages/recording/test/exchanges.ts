import type { Exchange } from '@ringback/recording'
import * as fc from 'fast-check'
import { plainExchange, sid } from '@ringback/test-support/exchange'

export { sid }

/** A whole exchange with what a test cares about set. */
export function exchange(part: Partial<Exchange> & { readonly id: string }): Exchange {
  return { ...plainExchange, ...part }
}

const time = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 3) })
  .map((value) => new Date(value).toISOString())

const body = fc.oneof(
  fc.record({ text: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()) }),
  fc.record({
    text: fc.constantFrom('a=1&b=%20&c', 'From=%2B14155550100&To=', 'one\ntwo\n', '', 'x=1&y\n=2'),
  }),
  fc.record({
    base64: fc
      .uint8Array({ minLength: 1, maxLength: 20 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
)

const headers = fc.array(
  fc.tuple(fc.constantFrom('Host', 'host', 'X-A', 'Set-Cookie'), fc.string({ maxLength: 20 })),
  {
    maxLength: 4,
  },
)

const milliseconds = fc.nat({ max: 60_000 })
const text = fc.string({ unit: 'binary', maxLength: 30 }).map((given) => given.toWellFormed())
const times = {
  from: fc.constantFrom('twilio' as const, 'app' as const),
  atMs: milliseconds,
  untilMs: milliseconds,
  count: fc.nat({ max: 500 }),
}

const socket = fc.record({
  protocol: fc.constantFrom('media-streams' as const, 'conversation-relay' as const),
  sid: fc.nat({ max: 9 }).map((number) => sid('MZ', number)),
  frames: fc.array(
    fc.oneof(
      fc.record({ ...times, text: fc.oneof(text, fc.json({ maxDepth: 2 })) }),
      fc.record({
        ...times,
        audioBytes: fc.nat(),
        track: fc.constantFrom('inbound' as const, 'outbound' as const),
        hasSound: fc.boolean(),
      }),
    ),
    { maxLength: 4 },
  ),
  leftOut: fc.nat({ max: 9 }),
  speech: fc.array(
    fc.record({
      by: fc.constantFrom('caller' as const, 'app' as const),
      atMs: milliseconds,
      untilMs: milliseconds,
      text,
    }),
    { maxLength: 3 },
  ),
  closedBy: fc.constantFrom('twilio' as const, 'app' as const, 'network' as const),
  closeCode: fc.constantFrom(1000, 1005, 1006),
  closeReason: text,
})

/** Exchanges of up to four calls with legs, and of none, in any order. */
export const exchanges: fc.Arbitrary<Exchange[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.integer({ min: 0, max: 99_999 }).map((number) => `id-${String(number).padStart(5, '0')}`),
      kind: fc.constantFrom('voice.incoming-pstn' as const, null),
      callSid: fc.option(fc.integer({ min: 0, max: 3 }).map((number) => sid('CA', number))),
      parentCallSid: fc.option(
        fc.integer({ min: 0, max: 1 }).map((number) => sid('CA', number)),
        { freq: 3 },
      ),
      startedAt: time,
      durationMs: fc.nat({ max: 15_000 }),
      request: fc.record({
        method: fc.constantFrom('GET', 'POST'),
        url: fc.webUrl({ withQueryParameters: true }),
        headers,
        body,
      }),
      response: fc.option(fc.record({ status: fc.integer({ min: 100, max: 599 }), headers, body })),
      signature: fc.constantFrom(
        'valid' as const,
        'invalid' as const,
        'missing' as const,
        'unchecked' as const,
      ),
      signatureCause: fc.record(
        {
          codes: fc.array(fc.string()),
          message: fc.string(),
          publicUrl: fc.webUrl(),
          change: fc.string(),
        },
        { requiredKeys: ['codes', 'message'] },
      ),
      problem: fc.option(
        fc.record(
          { code: fc.string(), message: fc.string(), twilioCode: fc.nat() },
          { requiredKeys: ['code', 'message'] },
        ),
      ),
      provenance: fc.record(
        {
          recorder: fc.constantFrom('proxy' as const, 'import' as const),
          version: fc.string(),
          source: fc.string(),
        },
        { requiredKeys: ['recorder', 'version'] },
      ),
      socket,
      redaction: fc.record(
        {
          keyId: fc.constant('0badcafe'),
          replaced: fc.record({ address: fc.nat(9), sid: fc.nat(9) }),
          withPseudonyms: fc.constantFrom('same' as const, 'same-with-key' as const, 'different' as const),
          answerToPseudonyms: fc.record({
            status: fc.nat(599),
            headers: fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 2 }),
            body: fc.record({ text: fc.string() }),
          }),
        },
        { requiredKeys: ['keyId', 'replaced'] },
      ),
    },
    {
      requiredKeys: [
        'id',
        'kind',
        'callSid',
        'parentCallSid',
        'startedAt',
        'durationMs',
        'request',
        'response',
        'signature',
        'problem',
        'provenance',
      ],
    },
  ),
  { selector: ({ id }) => id, maxLength: 12 },
)
