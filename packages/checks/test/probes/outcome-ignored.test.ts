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

const relay = 'connect.conversationrelay-action'
const survey = { body: '<Response><Gather action="/survey"><Say>How was it?</Say></Gather></Response>' }
const sorry = { body: '<Response><Say>Something went wrong.</Say></Response>' }

// docs/facts/realtime.md, 5, R17: action answered for completed, ended and failed; failed must not be treated as a finished talk.
it.each([
  ['asks all of them', () => survey],
  ['takes leave of all of them', () => goodbye],
  [
    'compares with a word that Twilio never sends',
    ({ get }) => (get('SessionStatus') === 'error' ? sorry : survey),
  ],
  [
    'tells only those apart who hung up',
    ({ get }) => (get('SessionStatus') === 'completed' ? { body: '<Response/>' } : goodbye),
  ],
] as const satisfies readonly (readonly [string, App])[])(
  'finds a page after an agent that %s',
  async (_what, app) => {
    expect(await found('outcome-ignored', relay, app)).toMatchObject([
      { code: 'outcome-ignored', severity: 'warning', parameter: 'SessionStatus' },
    ])
  },
)

it.each([
  ['by SessionStatus', ({ get }) => (get('SessionStatus') === 'failed' ? sorry : goodbye)],
  ['by the word for success', ({ get }) => (get('SessionStatus') === 'ended' ? goodbye : sorry)],
  ['by ErrorCode', ({ get }) => (get('ErrorCode') === undefined ? survey : sorry)],
  ['by HandoffData', ({ get }) => (get('HandoffData') === undefined ? sorry : survey)],
] as const satisfies readonly (readonly [string, App])[])(
  'accepts a page after an agent that tells them apart %s',
  async (_what, app) => {
    expect(await found('outcome-ignored', relay, app)).toEqual([])
  },
)

it.each(['<Dial>+12025550142</Dial>', '<Say>One moment.</Say><Enqueue>people</Enqueue>', '<Hangup/>', ''])(
  'accepts that all callers of an agent hear %s',
  async (verbs) => {
    expect(await found('outcome-ignored', relay, () => ({ body: `<Response>${verbs}</Response>` }))).toEqual(
      [],
    )
  },
)
