import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDiagnosis } from '../src/signature/diagnosis/create-diagnosis.ts'
import { mismatchCause } from '../src/signature/diagnosis/mismatch-cause.ts'

const found = { codes: ['scheme'], message: '' }
const notFound = { codes: [], message: '' }

test('investigates once a second at most, and each key a few times only, whatever arrives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ after: fc.nat(3000), key: fc.string({ maxLength: 2 }), finds: fc.boolean() }), {
        maxLength: 300,
      }),
      (requests) => {
        let now = 0
        const at: number[] = []
        const diagnosis = createDiagnosis(() => now)
        const finds = new Map<string, number>()
        const looks = new Map<string, number>()
        for (const { after, key, finds: isFound } of requests) {
          now += after
          diagnosis.of(key, () => {
            at.push(now)
            looks.set(key, (looks.get(key) ?? 0) + 1)
            if (isFound) finds.set(key, (finds.get(key) ?? 0) + 1)
            return isFound ? found : notFound
          })
        }
        expect(at.every((time, index) => index === 0 || time - (at[index - 1] ?? 0) >= 1000)).toBe(true)
        expect([...finds.values()].every((count) => count === 1)).toBe(true)
        expect([...looks.values()].every((count) => count <= 3)).toBe(true)
        expect(looks.size).toBeLessThanOrEqual(64)
      },
    ),
  )
})

const checked = { base: 'https://voice.example.com', target: '/voice' }

test.each([
  ['a large body', Buffer.alloc(2 * 1024 * 1024, 'a=b+%2B&')],
  ['many parameters', Buffer.from(Array.from({ length: 5000 }, (_, index) => `p${index}=1`).join('&'))],
])('does not look into %s', (_, body) => {
  const request = {
    method: 'POST',
    url: 'https://voice.example.com/voice',
    headers: ['X-Twilio-Signature', 'x'],
    body,
  }
  const cause = mismatchCause({ request, checked, tokens: ['t'], knownUrls: [], hasPublicUrl: true })
  expect(cause.message).toContain('too large')
})

test('survives any request', () => {
  const name = fc.constantFrom(
    'Host',
    'X-Forwarded-Host',
    'X-Forwarded-Prefix',
    'Forwarded',
    'Content-Type',
    'X-Forwarded-Port',
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, fc.string({ maxLength: 40 })), { maxLength: 8 }),
      fc.string({ maxLength: 60 }),
      fc.constantFrom('GET', 'POST'),
      (pairs, body, method) => {
        const request = {
          method,
          url: 'https://voice.example.com/voice',
          headers: [...pairs.flat(), 'X-Twilio-Signature', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
          body: Buffer.from(body),
        }
        const cause = mismatchCause({ request, checked, tokens: ['t'], knownUrls: [], hasPublicUrl: true })
        expect(cause.codes).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
})
