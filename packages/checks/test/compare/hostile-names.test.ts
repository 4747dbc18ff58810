import { compareAnswers, type ObservedAnswer } from '@ringback/checks'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const answer = (type: string, body: string, name: string): ObservedAnswer => ({
  url: 'https://phone.example.com/voice',
  problem: null,
  response: {
    status: 200,
    headers: [
      ['Content-Type', type],
      [name, '1'],
    ],
    body: { text: body },
  },
})

test('elements, attributes, headers and JSON keys named as what every object has are compared like others', () => {
  fc.assert(
    fc.property(hostileName, fc.constantFrom('1', '2'), (name, value) => {
      const options = { kind: 'voice.incoming-pstn' } as const
      const of = (each: string): readonly ObservedAnswer[] => [
        answer('text/xml', `<Response><Say ${name}="${each}">a</Say><${name}/></Response>`, name),
        answer('application/json', `{${JSON.stringify(name)}:${each}}`, name),
        answer(name, each, name),
      ]
      for (const [index, expected] of of('1').entries()) {
        const actual = of(value)[index]
        if (actual === undefined) throw new Error('no answer')
        const differences = compareAnswers(expected, actual, options)
        expect(value === '1' ? differences : []).toEqual([])
        expect(JSON.stringify(differences)).not.toMatch(/native code|\[object/)
      }
    }),
  )
})
