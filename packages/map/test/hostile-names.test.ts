import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf } from './support.ts'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')

test('prompts, verbs and paths named as what every object has are mapped like others', async () => {
  await fc.assert(
    fc.asyncProperty(hostileName, async (name) => {
      const events = await eventsOf({
        '/voice': () =>
          `<Gather numDigits="1" action="/${name}?${name}=1"><Say>press ${name} or say ${name}. Press 1.</Say></Gather>`,
        [`/${name}`]: () => `<${name} ${name}="1"/><Say>bye</Say>`,
      })
      expect(events.length).toBeGreaterThan(1)
      expect(JSON.stringify(events)).not.toMatch(/native code|\[object/)
    }),
    { numRuns: 14 },
  )
})
