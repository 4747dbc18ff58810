import { explain, sign, verify } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const authToken = '0123456789abcdef0123456789abcdef'
const url = 'https://app.example.com/voice?constructor=1'

test('parameters named as what every object has are signed like others', () => {
  const pairs = fc.array(fc.tuple(hostileName, fc.string({ maxLength: 9 })), { minLength: 1 })
  fc.assert(
    fc.property(pairs, (parameters) => {
      const signature = sign({ url, parameters, authToken })
      const request = { url, method: 'POST', authToken, signature }
      expect(verify({ ...request, parameters })).toBe(true)
      expect(verify({ ...request, parameters: [...parameters, ['x', 'y']] })).toBe(false)
    }),
  )
})

test('a request with such parameters is explained', () => {
  const signature = sign({ url, parameters: [['__proto__', '1']], authToken })
  const told = explain({ url, method: 'POST', parameters: [['__proto__', '2']], authToken, signature })
  expect(JSON.stringify(told)).not.toMatch(/native code|\[object/)
})
