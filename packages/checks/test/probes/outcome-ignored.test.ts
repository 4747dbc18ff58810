import { expect, it } from 'vitest'
import { found, type App } from '../support/probe-app.ts'

const goodbye = { body: '<Response><Say>Goodbye.</Say></Response>' }
const voicemail = { body: '<Response><Say>Leave a message.</Say><Record/></Response>' }
const comparing =
  (name: string, word: string): App =>
  ({ get }) =>
    get(name) === word ? goodbye : voicemail

it.each([
  ['a word that Twilio never sends', 'dial.action', comparing('DialCallStatus', 'complete')],
  ['another status', 'dial.action', comparing('CallStatus', 'answered')],
  ['a wrong word for a queue', 'enqueue.action', comparing('QueueResult', 'bridge')],
] as const)('finds %s', async (_what, kind, app) => {
  expect(await found('outcome-ignored', kind, app)).toMatchObject([
    { code: 'outcome-ignored', severity: 'warning' },
  ])
})

it.each([
  ['dial.action', comparing('DialCallStatus', 'completed')],
  ['enqueue.action', comparing('QueueResult', 'bridged')],
] as const)('accepts a page of %s that tells them apart', async (kind, app) => {
  expect(await found('outcome-ignored', kind, app)).toEqual([])
})

it('accepts a page that tells only one outcome from the others', async () => {
  expect(await found('outcome-ignored', 'dial.action', comparing('DialCallStatus', 'busy'))).toEqual([])
})

it('accepts a page that ends every call in the same words', async () => {
  expect(await found('outcome-ignored', 'dial.action', () => goodbye)).toEqual([])
})

it.each([
  ['dial.action', 'Sorry, nobody could take your call. Goodbye.'],
  ['enqueue.action', 'Leider ist niemand erreichbar, niemand konnte abheben.'],
] as const)('finds a page of %s that apologizes to those who were served', async (kind, text) => {
  const app: App = () => ({ body: `<Response><Say>${text}</Say><Hangup/></Response>` })
  expect(await found('outcome-ignored', kind, app)).toMatchObject([{ code: 'outcome-ignored' }])
})

it('accepts an apology to those who were not served, and one that has a condition', async () => {
  const apology = { body: '<Response><Say>Nobody could take your call.</Say></Response>' }
  const told: App = ({ get }) => (get('DialCallStatus') === 'completed' ? goodbye : apology)
  expect(await found('outcome-ignored', 'dial.action', told)).toEqual([])
  const survey = { body: '<Response><Say>If nobody could help you, call again.</Say></Response>' }
  expect(await found('outcome-ignored', 'dial.action', () => survey)).toEqual([])
})
