import { describeForCaller, diffTwiml, lintTwiml, parseTwiml, printTwiml } from '@ringback/twiml'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const parents = ['Response', 'Say', 'Dial', 'Gather', 'Conference', 'Stream', 'Enqueue', 'Pay'] as const

/** A document with a verb, a noun and an attribute of the name, and the same without. */
const documents = fc
  .tuple(hostileName, hostileName, fc.constantFrom(...parents))
  .map(([name, attribute, parent]) => {
    const inside = (text: string, more: string): string =>
      parent === 'Response'
        ? `<Response>${text}</Response>`
        : `<Response><${parent}${more}>${text}</${parent}></Response>`
    return {
      plain: inside('', ''),
      withAttribute: inside('', ` ${attribute}="1"`),
      withElement: inside(`<${name} ${attribute}="1">a</${name}>`, ''),
      entity: inside(`&${name};`, ''),
    }
  })

test('elements and attributes named as what every object has are unknown ones', () => {
  fc.assert(
    fc.property(documents, ({ plain, withAttribute, withElement, entity }) => {
      for (const source of [withAttribute, withElement, entity]) {
        const findings = lintTwiml(Buffer.from(source), { context: 'voice' })
        expect(JSON.stringify(findings)).not.toMatch(/native code|\[object/)
        expect(source === plain ? 1 : findings.length).toBeGreaterThan(0)
      }
      const [before, after] = [parseTwiml(plain).document, parseTwiml(withElement).document]
      if (before === null || after === null) return
      const printed = parseTwiml(printTwiml(after)).document
      expect(printed && diffTwiml(after, printed)).toEqual([])
      const told = [diffTwiml(before, after), diffTwiml(after, before), describeForCaller(after)]
      expect(JSON.stringify(told)).not.toMatch(/native code|\[object/)
    }),
    { numRuns: 500 },
  )
})

test('an entity of such a name is unknown', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      expect(parseTwiml(`<Response><Say>&${name};</Say></Response>`).document).toBeNull()
    }),
  )
})
