import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

const room = (attributes: string): string =>
  `<Dial action="/done"><Conference ${attributes}>Room</Conference></Dial>`
const all = 'statusCallback="/events" statusCallbackEvent="start end join leave"'
const events = (seen: readonly { parameters: Readonly<Record<string, string>> }[]): unknown[] =>
  seen.map(({ parameters }) => parameters['StatusCallbackEvent'])

describe('1.7 Dial > Conference', () => {
  test('Starts when two are in and one has startConferenceOnEnter=true. Before: waitUrl, not repeated at its end. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': (_seen, count) =>
        room(`${all} waitUrl="/wait" startConferenceOnEnter="${String(count > 1)}"`),
      '/wait': '<Say>please wait</Say>',
      '/done': '',
    })
    const first = await phone.call()
    await first.waits(60)
    expect(of('/wait')).toHaveLength(1)
    expect(events(of('/events'))).toEqual(['participant-join'])
    const second = await phone.call({ from: '+14155550101' })
    expect(events(of('/events'))).toEqual(['participant-join', 'participant-join', 'conference-start'])
    await second.say('hello room')
    await first.hears('hello room')
    await second.hangup()
    await first.hangup()
    expect(events(of('/events')).slice(3)).toEqual([
      'participant-leave',
      'participant-leave',
      'conference-end',
    ])
    expectRealWebhooks(phone)
  })

  test('Person leaves: Dial ends, action with DialCallStatus=answered, no DialCallSid. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': `<Dial action="/done" hangupOnStar="true"><Conference>Room</Conference></Dial>`,
      '/done': '<Say>left</Say>',
    })
    const first = await phone.call()
    const second = await phone.call()
    await first.press('*')
    await first.hears('left')
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'answered' })
    expect(of('/done')[0]?.parameters).not.toHaveProperty('DialCallSid')
    await second.hangup()
  })

  test('endConferenceOnExit ends it for everybody. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': (_seen, count) => room(`${all} endConferenceOnExit="${String(count === 1)}"`),
      '/done': '<Say>room is closed</Say>',
    })
    const moderator = await phone.call()
    const guest = await phone.call({ from: '+14155550101' })
    await moderator.hangup()
    await guest.hears('room is closed')
    await guest.ends()
    const end = of('/events').find(({ parameters }) => parameters['StatusCallbackEvent'] === 'conference-end')
    expect(end?.parameters).toMatchObject({
      CallSidEndingConference: moderator.callSid,
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    })
    expectRealWebhooks(phone)
  })

  test('waitUrl: document verbs Say, Play, Pause, Redirect only (13238). [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': room('waitUrl="/wait"'),
      '/wait': '<Gather action="/key"/><Say>still here</Say>',
      '/key': '',
      '/done': '',
    })
    const call = await phone.call()
    await call.waits(1)
    await call.press('1')
    expect(call).toHaveLogged(13238)
    expect(of('/key')).toHaveLength(0)
    await call.hangup()
  })

  test('statusCallback and events are taken from the first participant of the room. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': (_seen, count) => room(`statusCallback="/events-${count}" statusCallbackEvent="join"`),
      '/done': '',
    })
    const first = await phone.call()
    const second = await phone.call()
    expect(of('/events-1')).toHaveLength(2)
    expect(of('/events-2')).toHaveLength(0)
    await first.hangup()
    await second.hangup()
  })

  test('Label in use: 16025 and next verb. [D E]', async () => {
    const { phone } = phoneTo({
      '/voice': '<Dial><Conference participantLabel="boss">Room</Conference></Dial><Say>next verb</Say>',
    })
    const first = await phone.call()
    const second = await phone.call()
    await second.hears('next verb')
    expect(second).toHaveLogged(16025)
    await first.hangup()
  })
})
