import { talkOverOf, type SocketSpeech } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

/** Speech of one side: each a while after the one before, as nobody speaks twice at once. */
function turns(by: SocketSpeech['by']): fc.Arbitrary<readonly SocketSpeech[]> {
  return fc
    .array(fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
    .map((pairs) => {
      let end = 0
      return pairs.map(([pause, length]) => {
        const atMs = end + pause
        end = atMs + length
        return { by, atMs, untilMs: end, text: '' }
      })
    })
}

test('caller and app speak at once exactly where both speak', () => {
  fc.assert(
    fc.property(turns('caller'), turns('app'), (caller, app) => {
      const isIn = (spans: readonly Pick<SocketSpeech, 'atMs' | 'untilMs'>[], at: number): boolean =>
        spans.some(({ atMs, untilMs }) => atMs <= at && at < untilMs)
      const both = talkOverOf({ speech: [...app, ...caller] })
      for (let at = 0; at < 120; at += 1) {
        expect(isIn(both, at)).toBe(isIn(caller, at) && isIn(app, at))
      }
    }),
  )
})
