import {
  kinds,
  parametersFromRecord,
  validate,
  type ParameterFinding,
  type Parameters,
} from '@ringback/catalog'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

const sid = (prefix: string): string => `${prefix}${'5ef8732a3c497009'.repeat(2)}`
const ringing = {
  AccountSid: sid('AC'),
  CallSid: sid('CA'),
  From: '+14155550100',
  To: '+14155550199',
  Caller: '+14155550100',
  Called: '+14155550199',
  CallStatus: 'ringing',
  ApiVersion: '2010-04-01',
  Direction: 'inbound',
}

function findingsOf(changes: Readonly<Record<string, string>>): ParameterFinding[] {
  return validate('voice.incoming-pstn', parametersFromRecord({ ...ringing, ...changes }))
}

describe('captured webhooks', () => {
  for (const { id, kind, method, parameters } of webhookFixtures) {
    test(`${id} has no error`, () => {
      const findings = validate(kind, parametersFromRecord(parameters), { method })
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    })
  }
})

describe('the examples of the table', () => {
  for (const row of kinds) {
    test(`${row.kind} has nothing but abbreviated examples to tell of`, () => {
      const parameters: Parameters = row.parameters
        .filter(({ presence }) => presence === 'always')
        .map(({ name, example }) => [name, example])
      expect(validate(row.kind, parameters).filter(({ code }) => code !== 'parameter-masked')).toEqual([])
    })
  }
})

test('a plain request has no findings', () => {
  expect(findingsOf({})).toEqual([])
})

test.each([
  ['CallStatus', 'answered', 'CallStatus is "answered", which Twilio does not send: it sends in-progress.'],
  [
    'CallStatus',
    'In_Progress',
    'CallStatus is "In_Progress", which Twilio does not send: it sends in-progress.',
  ],
  ['Direction', 'incoming', 'Direction is "incoming", which Twilio does not send: it sends inbound.'],
])('%s=%s is an error that says what Twilio sends', (parameter, value, message) => {
  expect(findingsOf({ [parameter]: value })).toEqual([
    { code: 'parameter-value', severity: 'error', parameter, message },
  ])
})

test('a DialCallStatus that Twilio does not know is an error', () => {
  const findings = validate('dial.action', [['DialCallStatus', 'hung up']])
  expect(findings).toContainEqual({
    code: 'parameter-value',
    severity: 'error',
    parameter: 'DialCallStatus',
    message:
      'DialCallStatus is "hung up", which Twilio does not send: it sends completed, answered, busy, no-answer, failed or canceled.',
  })
})

test('a name in another case is an error, and not also missing', () => {
  const { CallSid, ...rest } = ringing
  expect(validate('voice.incoming-pstn', parametersFromRecord({ ...rest, call_sid: CallSid }))).toEqual([
    {
      code: 'parameter-name',
      severity: 'error',
      parameter: 'call_sid',
      message: 'Unknown parameter call_sid. Names are case-sensitive: Twilio sends CallSid.',
    },
  ])
})

test.each([
  ['From', 'anonymous'],
  ['From', '+266696687'],
  ['From', '464'],
  ['ForwardedFrom', '+49494949494912248033558'],
  ['FromCity', ''],
  ['CallerState', 'Köln'],
  ['To', ''],
])('%s=%s is ordinary', (parameter, value) => {
  expect(findingsOf({ [parameter]: value })).toEqual([])
})

test.each([
  ['From', '4150000000', 'warning', 'parameter-value'],
  ['CallSid', 'CAzzzzz', 'warning', 'parameter-value'],
  ['CallSid', 'CAXXXXXXXX', 'info', 'parameter-masked'],
  ['FromCountry', 'no value', 'info', 'parameter-masked'],
  ['CallStatus', 'completed', 'warning', 'parameter-value'],
  ['CallToken', '{', 'warning', 'parameter-value'],
  ['FromCity', 'S\uFFFDo', 'warning', 'parameter-encoding'],
  ['myOwn', '1', 'info', 'parameter-unknown'],
  ['DialCallStatus', 'busy', 'info', 'parameter-unknown'],
])('%s=%s is %s %s', (parameter, value, severity, code) => {
  expect(findingsOf({ [parameter]: value })).toMatchObject([{ parameter, severity, code }])
})

test.each([
  '2024-06-17 16:49:31 UTC',
  'Thurs, 20 July 1989 18:30:43 +0000',
  'Mon, 31 Feb 2025 10:00:00 +0000',
  'Tue, 22 Aug 2022 11:56:46 +0000',
])('the date %s is a warning', (date) => {
  const findings = validate('status.incoming-number', [['Timestamp', date]])
  expect(findings.filter(({ parameter }) => parameter === 'Timestamp')).toMatchObject([
    { severity: 'warning' },
  ])
})

test('dynamic families and custom parameters are expected', () => {
  expect(
    validate('voice.incoming-sip-domain', [['SipHeader_X-Route', '1']]).map(({ parameter }) => parameter),
  ).not.toContain('SipHeader_X-Route')
  expect(
    validate('voice.incoming-client-app', [['anything', '1']]).map(({ parameter }) => parameter),
  ).not.toContain('anything')
})

test('a repeated parameter is a warning', () => {
  expect(
    validate('voice.incoming-pstn', [...parametersFromRecord(ringing), ['To', '+14155550199']]),
  ).toMatchObject([{ code: 'parameter-repeated', severity: 'warning', parameter: 'To' }])
})

test('no parameters, however odd, make it throw, and unknown ones are never errors', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds.map(({ kind }) => kind)),
      fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))),
      (kind, parameters) => {
        const findings = validate(kind, parameters)
        expect(
          findings.filter(({ code, severity }) => code === 'parameter-unknown' && severity !== 'info'),
        ).toEqual([])
      },
    ),
  )
})
