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
  expect(casesOf('voice.incoming-client-app', 'To')).toEqual(['+12025550147'])
  expect(casesOf('voice.incoming-sip-domain', 'To')).toEqual([expect.stringMatching(/^sip:\+12025550147@/)])
})

test('other kinds have none', () => {
  expect(extraCases(routeAt('/voice'), plainOf())).toEqual([])
})
