import { superlinear } from '@ringback/test-support/growth'
import {
  contentTypeTreatment,
  diffTwiml,
  lintDocument,
  lintTwiml,
  parseTwiml,
  printTwiml,
  type TwimlDocument,
} from '@ringback/twiml'
import { describe, expect, test } from 'vitest'
import { countSteps } from './support/count-steps.ts'

const unlimited = { maxBytes: Infinity, maxDepth: Infinity }
const size = 150

/** Documents whose size grows with a number, each hard on some part of a parser. */
const shapes: Readonly<Record<string, (count: number) => string>> = {
  'nested elements': (count) => `<Response>${'<a>'.repeat(count)}${'</a>'.repeat(count)}</Response>`,
  'unclosed elements': (count) => `<Response>${'<Say>'.repeat(count)}`,
  'closed elements that were never opened': (count) => `<Response>${'</Say>'.repeat(count)}`,
  'many verbs': (count) => `<Response>${'<Pause length="2"/>'.repeat(count)}</Response>`,
  'many unknown verbs': (count) => `<Response>${'<Saay/>'.repeat(count)}</Response>`,
  'many attributes': (count) =>
    `<Response><Say ${Array.from({ length: count }, (_, at) => `a${at}="1"`).join(' ')}>x</Say></Response>`,
  'attributes that hold equals signs and names': (count) =>
    `<Response>${`<Say voice='voice="man" = voice="x"'>a</Say>`.repeat(count)}</Response>`,
  'one long attribute': (count) => `<Response><Say voice="${'= voice '.repeat(count)}">x</Say></Response>`,
  'space before an equals sign': (count) =>
    `<Response><Say voice${' '.repeat(count)}="man">x</Say></Response>`,
  'an attribute that never ends': (count) => `<Response><Say voice="${'x'.repeat(count)}`,
  'a flood of entities': (count) => `<Response><Say>${'&amp;&#65;'.repeat(count)}</Say></Response>`,
  'a flood of undefined entities': (count) => `<Response><Say>${'&a;'.repeat(count)}</Say></Response>`,
  'an entity that never ends': (count) => `<Response><Say>&${'x'.repeat(count)}`,
  'lone ampersands': (count) => `<Response><Say>${'& '.repeat(count)}</Say></Response>`,
  'half-written references': (count) => `<Response><Say>${'&#12345'.repeat(count)}</Say></Response>`,
  'a declared entity that doubles': (count) =>
    `<!DOCTYPE r [${Array.from({ length: count }, (_, at) => `<!ENTITY e${at} "&e${at - 1};&e${at - 1};">`).join('')}]><Response/>`,
  'CDATA in pieces': (count) => `<Response><Say>${'<![CDATA[a]]>b'.repeat(count)}</Say></Response>`,
  'CDATA that never ends': (count) => `<Response><Say><![CDATA[${'] ]] '.repeat(count)}`,
  comments: (count) => `<Response>${'<!-- & -->'.repeat(count)}</Response>`,
  'opened comments': (count) => `<Response>${'<!--'.repeat(count)}`,
  'white space': (count) => `<Response>${' \n'.repeat(count)}</Response>`,
  'white space between comments': (count) => `<Response>${' \n<!-- a -->'.repeat(count)}</Response>`,
  'a long name': (count) => `<${'R'.repeat(count)}/>`,
  'long names': (count) => `<Response>${`<${'Say'.repeat(20)}/>`.repeat(count)}</Response>`,
  'empty lines': (count) => `<Response>${'\r\n'.repeat(count)}<Shout/></Response>`,
  'nested speech': (count) =>
    `<Response><Say>${'<prosody rate="slow">'.repeat(count)}x${'</prosody>'.repeat(count)}</Say></Response>`,
  'verbs that never run': (count) => `<Response><Hangup/>${'<Say>a</Say>'.repeat(count)}</Response>`,
}

/** How much more work eight times the size is: 8 where the work is linear, 64 where it is quadratic. */
function growth(work: (count: number) => unknown): number {
  // Caches and lazy tables are filled by then.
  work(size)
  return countSteps(() => work(size * 8)) / countSteps(() => work(size))
}

/** Above linear by what a count of blocks is off, and far below quadratic. */
const linear = 16

describe('the work grows with the size and not faster', () => {
  test.each(Object.entries(shapes))('to parse: %s', (_name, shape) => {
    expect(growth((count) => parseTwiml(shape(count), unlimited))).toBeLessThan(linear)
  })

  test.each(Object.entries(shapes))('to lint, print and compare: %s', (_name, shape) => {
    const parsed = (count: number): TwimlDocument | null =>
      parseTwiml(shape(count), { maxBytes: Infinity }).document
    const work = (count: number): void => {
      const [document, other] = [parsed(count), parsed(count + 1)]
      if (document === null || other === null) return
      lintDocument(document)
      printTwiml(document)
      diffTwiml(document, other)
    }
    expect(growth(work)).toBeLessThan(linear)
  })
})

test('comparing deep documents grows with their depth', () => {
  const nested = (depth: number, text: string): TwimlDocument | null =>
    parseTwiml(`<Response>${'<a b="1">'.repeat(depth)}${text}${'</a>'.repeat(depth)}</Response>`).document
  const compare = (count: number): number => {
    const [one, other] = [nested(count / 8, 'x'), nested(count / 8, 'y')]
    return one === null || other === null ? 0 : diffTwiml(one, other).length
  }
  expect(compare(size * 8)).toBe(1)
  expect(growth(compare)).toBeLessThan(linear)
})

const inside = (text: string): string =>
  `<Response><Say voice="${text}">${text}</Say><Dial action="${text}"><Sip>sip:${text}</Sip></Dial></Response>`

/** Also counts what the steps above cannot see: the inside of regular expressions. */
test.each<[string, (text: string) => unknown]>([
  ['a document', (text) => [parseTwiml(text, unlimited), lintTwiml(text)]],
  ['texts and attributes', (text) => lintTwiml(inside(text))],
  ['a content type', (text) => contentTypeTreatment(text)],
])('the work grows with hostile texts: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})

test('the growth of what is not linear is seen', () => {
  const quadratic = (count: number): void => {
    for (let at = 0; at < count; at += 1) 'x'.repeat(count).lastIndexOf('?')
  }
  expect(growth(quadratic)).toBeGreaterThan(linear)
})

describe('two megabytes of nesting', () => {
  const megabytes = 2_000_000
  test.each([
    ['opened', '<a>'.repeat(megabytes / 3)],
    ['opened in a Response', `<Response>${'<Say>'.repeat(megabytes / 5)}`],
    ['closed', `<Response>${'<a>'.repeat(megabytes / 7)}${'</a>'.repeat(megabytes / 7)}</Response>`],
    ['brackets', '<'.repeat(megabytes)],
  ])('%s, does not overflow the stack', (_name, source) => {
    expect(() => parseTwiml(source)).not.toThrow()
    expect(() => parseTwiml(source, { maxBytes: Infinity })).not.toThrow()
    expect(() => parseTwiml(source, unlimited)).not.toThrow()
  })
})
