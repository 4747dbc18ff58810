import { redeliveriesIn, type Exchange, type Headers } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange } from './exchanges.ts'

const request = fc.record({
  token: fc.constantFrom(undefined, '', 'a', 'b'),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/voice', '/voice?step=2'),
  name: fc.constantFrom('I-Twilio-Idempotency-Token', 'i-twilio-idempotency-token'),
})
type Delivered = typeof request extends fc.Arbitrary<infer Value> ? Value : never

function exchangeOf({ token, method, path, name }: Delivered, at: number): Exchange {
  const plain = exchange({ id: String(at) })
  const headers: Headers = token === undefined ? [] : [[name, token]]
  return {
    ...plain,
    request: { ...plain.request, method, url: `https://phone.example.com${path}`, headers },
  }
}

function isSameRequest(one: Delivered, other: Delivered): boolean {
  return (
    Boolean(one.token) && one.token === other.token && one.method === other.method && one.path === other.path
  )
}

test('a request is delivered again when one before it has its token, method and URL, and only then', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 12 }), (given) => {
      const exchanges = given.map(exchangeOf)
      const found = redeliveriesIn(exchanges)
      const expected = given.flatMap((each, at) => {
        const first = given.findIndex((other) => isSameRequest(each, other))
        return first >= 0 && first < at ? [[exchanges[at], exchanges[first]]] : []
      })
      expect([...found]).toEqual(expected)
    }),
  )
})
