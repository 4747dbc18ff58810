import { expect, test } from 'vitest'
import { oneRecording } from '../../src/findings/one-recording.ts'
import { openAccess } from '../../src/options/client-options.ts'
import { createSender } from '../../src/send/sender.ts'
import { appOf, changed, optionsFor, plainOf, publicUrl, twiml } from '../support.ts'

const send = createSender(openAccess(optionsFor(appOf(() => twiml('')))))
const exchangesOf = async (callSid: string) => {
  const request = { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice` } as const
  return (await send({ ...request, parameters: changed(plainOf(), { CallSid: callSid }) })).exchanges()
}
const [one, other] = [`CA${'1'.repeat(32)}`, `CA${'2'.repeat(32)}`]

test('one call is its recording', async () => {
  const recording = oneRecording([...(await exchangesOf(one)), ...(await exchangesOf(one))])
  expect(recording.callSid).toBe(one)
  expect(recording.exchanges).toHaveLength(2)
})

test('several calls are in one recording as well', async () => {
  const recording = oneRecording([...(await exchangesOf(one)), ...(await exchangesOf(other))])
  expect(recording.exchanges.map(({ callSid }) => callSid)).toEqual([one, other])
  expect(recording.callSid).toBe(one)
})

test('nothing sent is an empty recording', () => {
  expect(oneRecording([])).toMatchObject({ callSid: null, exchanges: [], legs: [] })
})
