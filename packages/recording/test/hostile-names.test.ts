import {
  fromHar,
  parametersOf,
  parseRecording,
  recordingsOf,
  serializeRecording,
  toHar,
} from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange } from './exchanges.ts'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const value = fc.stringMatching(/^[a-z0-9]{1,9}$/)

test('headers and parameters named as what every object has come back from a file and from HAR', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileName, value), { minLength: 1, maxLength: 5 }), (pairs) => {
      const form = new URLSearchParams(pairs).toString()
      const base = exchange({ id: '1' })
      const given = {
        ...base,
        request: {
          ...base.request,
          url: `https://app.example.com/voice?${form}`,
          headers: [['Content-Type', 'application/x-www-form-urlencoded'] as const, ...pairs],
          body: { text: form },
        },
        response: { status: 200, headers: pairs, body: { text: '<Response/>' } },
      }
      const [recording] = recordingsOf([given])
      if (recording === undefined) throw new Error('no recording')
      const read = parseRecording(serializeRecording(recording))
      expect('recording' in read && read.recording).toEqual(recording)
      const har = JSON.parse(JSON.stringify(toHar([recording], { version: '0' }))) as unknown
      const again = fromHar(har, { version: '0', nextId: () => '2' }).recordings[0]?.exchanges[0]
      expect(again && parametersOf(again.request)).toEqual(parametersOf(given.request))
      expect(again?.request.headers).toEqual(given.request.headers)
      expect(again?.response?.headers).toEqual(pairs)
    }),
  )
})
