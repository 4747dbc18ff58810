import {
  classify,
  decodeForm,
  indistinguishableKinds,
  kinds,
  parametersFromRecord,
  type KindRow,
  type ParameterRow,
  type Parameters,
} from '@ringback/catalog'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

const exampleOf = ({
  grammar,
  values,
  example,
  name,
}: ParameterRow): fc.Arbitrary<readonly [string, string]> => {
  const listed = grammar === 'enum' || grammar === 'const' ? values : undefined
  return fc.constantFrom(...(listed ?? [example])).map((value) => [name.replace('*', 'X'), value] as const)
}

/** A request of the kind as its rows have it: all that always comes, and any of the rest, in any order. */
function requestOf({ parameters }: KindRow): fc.Arbitrary<Parameters> {
  const rows = parameters.filter(({ name }) => name !== '*custom*')
  const always = rows.filter(({ presence }) => presence === 'always')
  const rest = rows.filter(({ presence }) => presence !== 'always')
  return fc
    .tuple(
      fc.tuple(...always.map(exampleOf)),
      fc.subarray(rest).chain((some) => fc.tuple(...some.map(exampleOf))),
    )
    .map((parts) => parts.flat())
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
}

function mayAnswer(kind: string, answer: string | null): boolean {
  return (
    answer === kind ||
    indistinguishableKinds.some(
      ({ preferred, others }) => preferred === answer && others.some((each) => each === kind),
    )
  )
}

describe('captured webhooks', () => {
  for (const { id, kind, method, parameters } of webhookFixtures) {
    test(`${id} is ${kind}`, () => {
      expect(classify({ method, parameters: parametersFromRecord(parameters) }).kind).toBe(kind)
    })
  }
})

describe('a request made from the rows of a kind', () => {
  for (const row of kinds) {
    test(`${row.kind} is itself, or a kind listed as indistinguishable`, () => {
      fc.assert(
        fc.property(requestOf(row), (parameters) => {
          fc.pre(parameters.length > 0)
          const answer = classify({ parameters })
          expect([row.kind, mayAnswer(row.kind, answer.kind), answer]).toEqual([row.kind, true, answer])
        }),
        { numRuns: 60 },
      )
    })

    if (row.parameters.length < 2) continue
    test(`${row.kind} is itself where it is expected`, () => {
      fc.assert(
        fc.property(requestOf(row), (parameters) => {
          fc.pre(parameters.length > 1)
          expect(classify({ parameters }, { expected: [row.kind] }).kind).toBe(row.kind)
        }),
        { numRuns: 30 },
      )
    })
  }
})

const core =
  'AccountSid=AC5ef8732a3c49700934481addd5ce1659&CallSid=CA5ef8732a3c49700934481addd5ce1659&ApiVersion=2010-04-01' +
  '&From=%2B14155550100&To=%2B14155550199&Caller=%2B14155550100&Called=%2B14155550199'

test.each([
  [`${core}&CallStatus=in-progress&Direction=outbound-api&AnsweredBy=human`, 'voice.outbound-api-twiml'],
  ['AccountSid=AC1&CallSid=CA1&AnsweredBy=machine_start&MachineDetectionDuration=3000', 'amd.async'],
  [`${core}&CallStatus=in-progress&Direction=inbound&SpeechResult=hi&Confidence=0.9`, 'gather.action'],
  [`${core}&CallStatus=ringing&Direction=outbound-dial&ParentCallSid=CA3`, 'status.dial-number'],
  [`${core}&CallStatus=no-answer&Direction=outbound-dial&ParentCallSid=CA3`, 'status.dial-number'],
  [
    `${core}&CallStatus=in-progress&Direction=outbound-api&ErrorCode=11200&ErrorUrl=http://x&Digits=1`,
    'voice.fallback',
  ],
  [`${core}&CallStatus=completed&Direction=inbound&RecordingUrl=http://x&Digits=hangup`, 'record.action'],
  [
    `${core}&CallStatus=completed&Direction=inbound&RecordingUrl=http://x&CallDuration=10`,
    'status.incoming-number',
  ],
  ['Caller=4155551234&Called=4155550000&CallStatus=ringing&CallerCity=X', 'voice.incoming-pstn'],
  ['Caller=4155551234&Called=4155550000&CallStatus=in-progress&DialStatus=busy', 'dial.action'],
  ['CallSid=CA1&Digits=1', 'gather.action'],
  ['ConferenceSid=CF1&StatusCallbackEvent=conference-end', 'conference.conference-end'],
  ['TranscriptionEvent=transcription-started&TranscriptionSid=GT1', 'transcription.started'],
  ['TranscriptionSid=TR1&TranscriptionText=a&RecordingSid=RE1', 'transcribe.callback'],
  ['call_sid=CA1&call_status=ringing&from=%2B14155550100&direction=inbound', 'voice.incoming-pstn'],
])('%s is %s', (form, kind) => {
  expect(classify({ parameters: decodeForm(form).parameters }).kind).toBe(kind)
})

test.each([
  '',
  'name=a&email=b',
  'from=a&to=b',
  'MessageSid=SM1&SmsSid=SM1&AccountSid=AC1&From=%2B1&Body=hi&NumMedia=0',
])('%j is no voice webhook', (form) => {
  expect(classify({ parameters: decodeForm(form).parameters })).toEqual({
    kind: null,
    certainty: 'certain',
    runnersUp: [],
    reasons: [],
  })
})

test('the parameters of a GET are in its URL, beside those of the app', () => {
  const url = `https://example.com/voice?menu=1&${core}&CallStatus=in-progress&Direction=inbound&Digits=1#ct=2000`
  expect(classify({ method: 'GET', url }).kind).toBe('gather.action')
  expect(classify({ method: 'POST', url }).kind).toBe(null)
})

test('a kind that no parameter tells apart is a guess, with the others behind it', () => {
  const { parameters } = decodeForm(`${core}&CallStatus=in-progress&Direction=inbound`)
  const { kind, certainty, runnersUp } = classify({ parameters })
  expect([kind, certainty]).toEqual(['voice.redirect', 'guess'])
  expect(runnersUp.map((each) => each.kind)).toContain('conference.wait-url')
  expect(classify({ parameters }, { expected: ['conference.wait-url'] }).kind).toBe('conference.wait-url')
})

test('what is expected does not hide what the parameters say', () => {
  const { parameters } = decodeForm(
    `${core}&CallStatus=in-progress&Direction=inbound&DialCallStatus=busy&DialCallSid=CA2`,
  )
  expect(classify({ parameters }, { expected: ['voice.incoming-pstn'] }).kind).toBe('dial.action')
})

test('the reasons name what decided, the strongest first', () => {
  const { reasons } = classify({
    parameters: decodeForm(`${core}&CallStatus=in-progress&DialCallStatus=busy`).parameters,
  })
  expect(reasons[0]).toMatchObject({ parameter: 'DialCallStatus', value: 'busy' })
  expect(reasons.map(({ weight }) => weight)).toEqual(
    reasons.map(({ weight }) => weight).toSorted((a, b) => b - a),
  )
})
