import { describe, expect, it } from 'vitest'
import { accountSid, app, from, refusalOf, setup, to, type Setup } from './support/virtual-twilio.ts'

const room = `<Dial><Conference statusCallback="${app}/room" statusCallbackEvent="start end join leave mute hold modify announcement">standup</Conference></Dial><Say>Afterwards.</Say>`
const documents = {
  '/voice': room,
  '/announce': '<Say>Lunch is ready.</Say>',
  '/music': '<Pause length="30"/>',
}

/** A room with two people in it. */
async function meeting(): Promise<Setup & { readonly sid: string; readonly callSids: readonly string[] }> {
  const made = setup(documents)
  const callSids: string[] = []
  for (const callee of [to, '+14155550124']) {
    const { sid } = await made.client.calls.create({ to: callee, from, url: `${app}/voice` })
    callSids.push(sid)
  }
  await made.twilio.passes(10)
  const [conference] = await made.client.conferences.list()
  return { ...made, sid: conference?.sid ?? '', callSids }
}

function eventsOf({ webhooks }: Setup): readonly (string | undefined)[] {
  return webhooks
    .filter(({ path }) => path === '/room')
    .map(({ parameters }) => parameters['StatusCallbackEvent'])
}

describe('conferences', () => {
  it('shows the room and who is in it, every field', async () => {
    const { client, sid, callSids } = await meeting()
    const conference = await client.conferences(sid).fetch()
    expect(conference.toJSON()).toEqual({
      sid: expect.stringMatching(/^CF[\da-f]{32}$/),
      accountSid,
      apiVersion: '2010-04-01',
      callSidEndingConference: null,
      dateCreated: expect.any(Date),
      dateUpdated: expect.any(Date),
      friendlyName: 'standup',
      reasonConferenceEnded: null,
      region: 'us1',
      status: 'in-progress',
      uri: `/2010-04-01/Accounts/${accountSid}/Conferences/${sid}.json`,
      subresourceUris: {
        participants: `/2010-04-01/Accounts/${accountSid}/Conferences/${sid}/Participants.json`,
        recordings: `/2010-04-01/Accounts/${accountSid}/Conferences/${sid}/Recordings.json`,
      },
    })
    const participants = await client.conferences(sid).participants.list()
    expect(participants.map(({ callSid }) => callSid)).toEqual(callSids)
    expect(participants[0]?.toJSON()).toEqual({
      accountSid,
      callSid: callSids[0],
      label: null,
      conferenceSid: sid,
      callSidToCoach: null,
      coaching: false,
      dateCreated: expect.any(Date),
      dateUpdated: expect.any(Date),
      endConferenceOnExit: false,
      hold: false,
      muted: false,
      queueTime: '0',
      startConferenceOnEnter: true,
      status: 'connected',
      uri: `/2010-04-01/Accounts/${accountSid}/Conferences/${sid}/Participants/${callSids[0]}.json`,
    })
  })

  it('mutes, holds, announces to and removes a participant, and reports each', async () => {
    const made = await meeting()
    const { client, twilio, sid, callSids, webhooks } = made
    const participant = client.conferences(sid).participants(callSids[0] ?? '')
    expect((await participant.update({ muted: true })).muted).toBe(true)
    expect((await participant.update({ muted: false })).muted).toBe(false)
    const held = await participant.update({ hold: true, holdUrl: `${app}/music` })
    expect([held.hold, held.muted]).toEqual([true, false])
    await participant.update({ hold: false })
    expect((await participant.update({ endConferenceOnExit: true })).endConferenceOnExit).toBe(true)
    await participant.update({ announceUrl: `${app}/announce`, announceMethod: 'GET' })
    await twilio.passes(10)
    expect(eventsOf(made).slice(-6)).toEqual([
      'participant-mute',
      'participant-unmute',
      'participant-hold',
      'participant-unhold',
      'participant-modify',
      'announcement-end',
    ])
    const heard = twilio.events().filter(({ type, callSid }) => type === 'said' && callSid === callSids[0])
    expect(heard).toMatchObject([{ text: 'Lunch is ready.' }])
    expect(webhooks.some(({ path }) => path === '/music')).toBe(true)
    await expect(participant.remove()).resolves.toBe(true)
    await twilio.settled()
    expect(eventsOf(made)).toContain('participant-leave')
    expect((await client.conferences(sid).fetch()).status).toBe('completed')
    expect(await refusalOf(participant.fetch())).toMatchObject({ status: 404, code: 20404 })
  })

  it.each([
    [{}, 1],
    [{ muted: true }, 0],
    [{ hold: true }, 0],
  ])('%j: is heard %i times', async (change, times) => {
    const { client, twilio, sid } = await meetingOfSpeakers()
    await twilio.passes(5)
    await client.conferences(sid).participants('loud').update(change)
    await twilio.passes(30)
    expect(twilio.events().filter(({ type }) => type === 'heard')).toHaveLength(times)
  })

  it('announces to everybody, and closes the room', async () => {
    const made = await meeting()
    const { client, twilio, sid, callSids } = made
    await client.conferences(sid).update({ announceUrl: `${app}/announce` })
    await twilio.passes(5)
    const heard = twilio.events().flatMap((event) => (event.type === 'said' ? [event.callSid] : []))
    expect(heard.toSorted()).toEqual(callSids.toSorted())
    expect((await client.conferences(sid).update({ status: 'completed' })).status).toBe('completed')
    await twilio.settled()
    const ended = await client.conferences(sid).fetch()
    expect(ended.reasonConferenceEnded).toBe('conference-ended-via-api')
    expect(eventsOf(made)).toContain('conference-end')
    const after = twilio.events().filter((event) => event.type === 'said' && event.text === 'Afterwards.')
    expect(after).toHaveLength(2)
  })

  it('calls somebody into a room, which need not be there yet', async () => {
    const { client, twilio } = setup()
    const participants = client.conferences('new room').participants
    const first = await participants.create({ to, from, label: 'first', endConferenceOnExit: true })
    expect(first).toMatchObject({ status: 'queued', label: 'first', endConferenceOnExit: true })
    await participants.create({ to: '+14155550124', from, muted: true })
    await twilio.passes(10)
    const [conference] = await client.conferences.list({ friendlyName: 'new room' })
    expect(conference?.status).toBe('in-progress')
    const inside = await client.conferences(first.conferenceSid).participants.list()
    expect(inside.map(({ muted, status }) => [muted, status])).toEqual([
      [false, 'connected'],
      [true, 'connected'],
    ])
    const byLabel = await client.conferences(first.conferenceSid).participants('first').fetch()
    expect(byLabel.callSid).toBe(first.callSid)
    await client.calls(first.callSid).update({ status: 'completed' })
    await twilio.settled()
    expect(await client.conferences.list({ status: 'in-progress' })).toEqual([])
  })
})

interface Speakers extends Setup {
  readonly sid: string
}

async function meetingOfSpeakers(): Promise<Speakers> {
  const made = setup(
    {},
    {
      people: {
        [to]: async (line) => {
          await line.waits(12)
          await line.say('Can you hear me?', { settle: false })
        },
      },
    },
  )
  const loud = await made.client.conferences('talk').participants.create({ to, from, label: 'loud' })
  await made.client.conferences('talk').participants.create({ to: '+14155550124', from })
  return { ...made, sid: loud.conferenceSid }
}
