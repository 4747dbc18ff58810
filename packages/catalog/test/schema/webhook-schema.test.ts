import { parametersFromRecord, validate, webhookSchema, type ParameterRecord } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const call = {
  AccountSid: 'AC5ef8732a3c49700934481addd5ce1659',
  CallSid: 'CA5ef8732a3c49700934481addd5ce1659',
  From: '+14155550100',
  To: '+14155550199',
  Caller: '+14155550100',
  Called: '+14155550199',
  CallStatus: 'in-progress',
  ApiVersion: '2010-04-01',
  Direction: 'inbound',
}

test('a value of the type comes out as it is', async () => {
  const value = { ...call, Digits: '1', custom: 'x' }
  expect(await webhookSchema('gather.action')['~standard'].validate(value)).toEqual({ value })
})

test('everything that is not of the type is an issue with its path', async () => {
  const { CallSid: _, ...rest } = call
  const value = { ...rest, CallStatus: 'answered', To: ['+14155550199', '+14155550199'] }
  const result = await webhookSchema('gather.action')['~standard'].validate(value)
  expect(result.issues?.map(({ path }) => path)).toEqual([['CallSid'], ['To'], ['CallStatus']])
})

test('what is no object of strings is one issue, and nothing throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (value) => {
      const result = await webhookSchema('dial.action')['~standard'].validate(value)
      expect(result.issues?.length).toBeGreaterThan(0)
    }),
  )
})

test('whatever validate calls an error is an issue', async () => {
  const status = fc.oneof(fc.constantFrom('ringing', 'in-progress', 'answered'), fc.string())
  await fc.assert(
    fc.asyncProperty(status, async (CallStatus) => {
      const record: ParameterRecord = { ...call, CallStatus }
      const errors = validate('gather.action', parametersFromRecord(record)).filter(
        ({ severity }) => severity === 'error',
      )
      const { issues = [] } = await webhookSchema('gather.action')['~standard'].validate(record)
      expect(issues.length).toBeGreaterThanOrEqual(errors.length)
    }),
  )
})
