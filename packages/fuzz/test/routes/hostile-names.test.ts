import { parseTwiml } from '@ringback/twiml'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { targetsIn } from '../../src/routes/targets-in.ts'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')

test('events, verbs and attributes named as what every object has lead nowhere', () => {
  fc.assert(
    fc.property(hostileName, hostileName, (event, name) => {
      const { document } = parseTwiml(
        `<Response><${name} ${event}="/x"/><Dial ${name}="/x"><Conference statusCallback="/c" statusCallbackEvent="${event} join">a</Conference></Dial></Response>`,
      )
      if (document === null) throw new Error('no document')
      const targets = targetsIn(document, 'voice.incoming-pstn', 'https://app.example.com/voice')
      expect(targets.map(({ kind }) => kind)).toEqual(['conference.participant-join'])
    }),
  )
})
