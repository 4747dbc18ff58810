import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { extraCases } from '../../src/phases/extra-cases.ts'
import { plainOf, routeAt } from '../support.ts'

const casesOf = (kind: Parameters<typeof plainOf>[0] & string, name: string) =>
  extraCases(routeAt('/x', { kind }), plainOf(kind)).map((parameters) => valueOf(parameters, name))

test('a Gather is sent every key, and numbers that might be dialled', () => {
  const digits = casesOf('gather.action', 'Digits')
  expect(digits).toEqual(expect.arrayContaining(Array.from('0123456789*#')))
  expect(digits.some((each) => (each ?? '').length >= 10)).toBe(true)
})

test('a client and a SIP domain call a number', () => {
  expect(casesOf('voice.incoming-client-app', 'To')).toContain('+12025550147')
  expect(casesOf('voice.incoming-sip-domain', 'To')).toContainEqual(
    expect.stringMatching(/^sip:\+12025550147@/),
  )
})

test('a caller has a name in another script', () => {
  expect(casesOf('voice.incoming-pstn', 'CallerName')).toEqual(['山田 太郎'])
})

test('calls that nobody answered have no duration', () => {
  const kind = 'status.incoming-number'
  const statuses = extraCases(routeAt('/x', { kind }), plainOf(kind))
    .filter((parameters) => valueOf(parameters, 'CallDuration') === undefined)
    .map((parameters) => valueOf(parameters, 'CallStatus'))
  expect(statuses).toEqual(['busy', 'no-answer', 'failed', 'canceled'])
})

test('other kinds have none', () => {
  expect(extraCases(routeAt('/voice', { kind: 'enqueue.wait-url' }), plainOf('enqueue.wait-url'))).toEqual([])
})
