import { diffTwiml, parseTwiml, type TwimlDocument } from '@ringback/twiml'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { twimlSource } from './support/twiml-arbitrary.ts'

function documentOf(source: string): TwimlDocument {
  const { document } = parseTwiml(source)
  if (document === null) throw new Error(`not read: ${source}`)
  return document
}

function diff(expected: string, actual: string) {
  return diffTwiml(
    documentOf(`<Response>${expected}</Response>`),
    documentOf(`<Response>${actual}</Response>`),
  )
}

function summary(expected: string, actual: string) {
  return diff(expected, actual).map(({ kind, path, severity }) => `${kind} ${path} ${severity}`)
}

describe('no difference', () => {
  test.each([
    ['white space', '<Say>Hello   there</Say>', '\n <Say>\n Hello\tthere </Say>\n'],
    [
      'white space around names',
      '<Dial><Number>+14155550101</Number></Dial>',
      '<Dial>\n<Number> +14155550101\n</Number></Dial>',
    ],
    ['attribute order', '<Gather action="/a" timeout="3"/>', '<Gather timeout="3" action="/a"/>'],
    ['comments', '<Say>Hi</Say>', '<!-- a --><Say>H<!-- b -->i</Say>'],
    ['CDATA', '<Say>a &amp; b</Say>', '<Say><![CDATA[a & b]]></Say>'],
    [
      'defaults written out',
      '<Gather action="/a"/>',
      '<Gather action="/a" timeout="5" method="POST" input="dtmf" finishOnKey="#"/>',
    ],
    ['bad values, which are defaults', '<Gather action="/a"/>', '<Gather action="/a" timeout="soon"/>'],
    [
      'spellings',
      '<Dial record="record-from-answer" hangupOnStar="true"/>',
      '<Dial record="true" hangupOnStar="True"/>',
    ],
    [
      'order in a list',
      '<Gather action="/a" input="dtmf speech"/>',
      '<Gather action="/a" input="speech  dtmf"/>',
    ],
    ['pairs and empty elements', '<Pause/>', '<Pause></Pause>'],
    ['text that Twilio ignores', '<Gather action="/a"/>', '<Gather action="/a">psst</Gather>'],
  ])('%s', (_, expected, actual) => {
    expect(diff(expected, actual)).toEqual([])
    expect(diff(actual, expected)).toEqual([])
  })

  test('no document differs from itself', () => {
    fc.assert(
      fc.property(twimlSource, (source) => {
        expect(diffTwiml(documentOf(source), documentOf(source))).toEqual([])
      }),
    )
  })

  test('two documents differ in both directions or in none', () => {
    fc.assert(
      fc.property(twimlSource, twimlSource, (a, b) => {
        const [one, other] = [documentOf(a), documentOf(b)]
        expect(diffTwiml(one, other).length > 0).toBe(diffTwiml(other, one).length > 0)
      }),
    )
  })
})

describe('changes', () => {
  test.each([
    ['<Say>a</Say><Hangup/>', '<Hangup/>', ['verb-removed Response/Say[1] breaking']],
    ['<Hangup/>', '<Say>a</Say><Hangup/>', ['verb-added Response/Say[1] breaking']],
    ['<Say>a</Say>', '<Say>b</Say>', ['text-changed Response/Say[1] breaking']],
    ['<Say>a</Say><Pause/>', '<Pause/><Say>a</Say>', ['verb-moved Response/Say[1] breaking']],
    [
      '<Gather action="/a"/>',
      '<Gather action="/b"/>',
      ['attribute-changed Response/Gather[1]/@action breaking'],
    ],
    [
      '<Gather action="/a"/>',
      '<Gather action="/a" timeout="9"/>',
      ['attribute-changed Response/Gather[1]/@timeout breaking'],
    ],
    [
      '<Gather action="/a" partialResultCallback="/x"/>',
      '<Gather action="/a"/>',
      ['attribute-changed Response/Gather[1]/@partialResultCallback safe'],
    ],
    [
      '<Dial><Number statusCallback="/a">1</Number></Dial>',
      '<Dial><Number statusCallback="/b">1</Number></Dial>',
      ['attribute-changed Response/Dial[1]/Number[1]/@statusCallback safe'],
    ],
    [
      '<Dial><Number>1</Number></Dial>',
      '<Dial><Number>1</Number><Client>a</Client></Dial>',
      ['noun-added Response/Dial[1]/Client[1] breaking'],
    ],
    [
      '<Dial><Number>1</Number><Client>a</Client></Dial>',
      '<Dial><Client>a</Client><Number>1</Number></Dial>',
      ['noun-moved Response/Dial[1]/Number[1] safe'],
    ],
    [
      '<Dial sequential="true"><Number>1</Number><Client>a</Client></Dial>',
      '<Dial sequential="true"><Client>a</Client><Number>1</Number></Dial>',
      ['noun-moved Response/Dial[1]/Number[1] breaking'],
    ],
    ['<Hangup/><Say>a</Say>', '<Hangup/>', ['verb-removed Response/Say[1] safe']],
    ['<Pause/>', '<Pause/><Foo/>', ['verb-added Response/Foo[1] safe']],
    ['<Pause foo="1"/>', '<Pause/>', ['attribute-changed Response/Pause[1]/@foo safe']],
    [
      '<Gather action="/a"><Say>x</Say></Gather>',
      '<Gather action="/a"><Say>y</Say></Gather>',
      ['text-changed Response/Gather[1]/Say[1] breaking'],
    ],
    ['<Say>a<break/>b</Say>', '<Say>a b</Say>', ['text-changed Response/Say[1] breaking']],
    [
      '<Say>a</Say><Say>b</Say><Say>c</Say>',
      '<Say>a</Say><Say>c</Say>',
      ['verb-removed Response/Say[2] breaking'],
    ],
  ])('%s to %s', (expected, actual, changes) => {
    expect(summary(expected, actual)).toEqual(changes)
  })

  test('a hang-up put before a verb makes it unreachable, and that is breaking', () => {
    expect(
      diff('<Say>a</Say>', '<Hangup/><Say>a</Say>').some(({ severity }) => severity === 'breaking'),
    ).toBe(true)
  })

  test('very long documents are compared as well', () => {
    const many = '<Pause/>'.repeat(3000)
    expect(summary(many, `${many}<Hangup/>`)).toEqual(['verb-added Response/Hangup[1] breaking'])
    expect(summary(`<Say>a</Say>${many}`, many)).toEqual(['verb-removed Response/Say[1] breaking'])
  })

  test('a message says what the caller would notice', () => {
    expect(
      diff(
        '<Say>Open</Say><Gather action="/a" numDigits="1"/>',
        '<Say>Closed</Say><Gather action="/b" numDigits="1"/>',
      ),
    ).toMatchObject([
      { message: 'The caller hears "Closed" instead of "Open".', expected: 'Open', actual: 'Closed' },
      {
        message: 'Gather has action "/b" instead of "/a": another URL decides what comes next.',
        expected: '/a',
        actual: '/b',
      },
    ])
  })
})
