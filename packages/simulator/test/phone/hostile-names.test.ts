import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')

test('a call goes on past verbs, attributes, parameters and applications named as what every object has', async () => {
  await fc.assert(
    fc.asyncProperty(hostileName, async (name) => {
      const { phone, of } = phoneTo({
        '/voice': `<${name} ${name}="1"/><Dial ${name}="1" action="/done?${name}=1"><Application><ApplicationSid>${name}</ApplicationSid><Parameter name="${name}" value="1"/></Application></Dial>`,
        '/done': `<Say ${name}="1">bye</Say>`,
      })
      const call = await phone.call()
      await call.ends()
      expect(JSON.stringify(call.timeline)).not.toMatch(/native code|\[object/)
      expect(of('/done').length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 20 },
  )
})
