import { compareAnswers, comparedHeaders } from '@ringback/checks'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const header = fc.tuple(
  fc.constantFrom('Content-Type', 'location', 'Location', 'content-length', 'Set-Cookie', 'Server', 'X-Note'),
  fc.constantFrom('text/xml', 'text/html', 'audio/mpeg', '/next', '/voice?a=1', ''),
)
const response = fc.record({
  status: fc.constantFrom(200, 204, 302, 307, 403, 500),
  headers: fc.array(header, { maxLength: 5 }),
  body: fc.constantFrom(
    { text: '<Response/>' },
    { text: '<Response><Say>a</Say></Response>' },
    { text: 'a' },
  ),
})

test('an answer is compared by the headers that are named, and by no others', () => {
  fc.assert(
    fc.property(response, response, (expected, actual) => {
      const compared = (keep: (name: string) => boolean): unknown => {
        const [before, after] = [expected, actual].map((each) => ({
          url: 'https://app.example.com/voice',
          problem: null,
          response: { ...each, headers: each.headers.filter(([name]) => keep(name.toLowerCase())) },
        }))
        return before && after && compareAnswers(before, after, { kind: 'voice.incoming-pstn' })
      }
      expect(compared((name) => comparedHeaders.has(name))).toEqual(compared(() => true))
    }),
    { numRuns: 200 },
  )
})
