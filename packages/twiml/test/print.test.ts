import { diffTwiml, parseTwiml, printTwiml, type TwimlDocument, type TwimlNode } from '@ringback/twiml'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { twimlSource } from './support/twiml-arbitrary.ts'

function documentOf(source: string): TwimlDocument {
  const { document, findings } = parseTwiml(source)
  if (document === null)
    throw new Error(`not read: ${findings.map(({ message }) => message).join(' ')}\n${source}`)
  return document
}

/** The tree without positions: what printing must keep. */
function contentOf(node: TwimlNode): unknown {
  if (node.kind === 'text') return node.text
  return {
    id: node.id,
    name: node.name,
    attributes: Object.entries(node.attributes),
    children: node.children.map(contentOf),
  }
}

test('a printed document is read back as the same tree', () => {
  fc.assert(
    fc.property(twimlSource, (source) => {
      const document = documentOf(source)
      const printed = printTwiml(document)
      expect(contentOf(documentOf(printed).root)).toEqual(contentOf(document.root))
    }),
  )
})

test('an empty CDATA section is nothing', () => {
  const [empty, none] = ['<Say><![CDATA[]]></Say>', '<Say></Say>'].map((say) =>
    documentOf(`<Response>${say}</Response>`),
  )
  expect(empty && contentOf(empty.root)).toEqual(none && contentOf(none.root))
})

test('printing twice changes nothing', () => {
  fc.assert(
    fc.property(twimlSource, (source) => {
      const printed = printTwiml(documentOf(source))
      expect(printTwiml(documentOf(printed))).toBe(printed)
    }),
  )
})

test('a document does nothing else than its print', () => {
  fc.assert(
    fc.property(twimlSource, (source) => {
      const document = documentOf(source)
      expect(diffTwiml(document, documentOf(printTwiml(document)))).toEqual([])
    }),
  )
})

test('the form is canonical', () => {
  const source = `<Response><Gather  action='/a?b=1&amp;c="2"'><Say>Hi  <break time="1s"/> you</Say><Pause></Pause></Gather></Response>`
  expect(printTwiml(documentOf(source))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Gather action="/a?b=1&amp;c=&quot;2&quot;">
    <Say>Hi  <break time="1s"/> you</Say>
    <Pause/>
  </Gather>
</Response>
`)
})

test('speech stays on one line, whatever is in it', () => {
  const say = '<Say><s><phoneme ph="a"/></s><break/></Say>'
  expect(printTwiml(documentOf(`<Response>${say}</Response>`))).toContain(`\n  ${say}\n`)
})
