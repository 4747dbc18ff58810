import type { Phone } from '@ringback/simulator'
import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo, publicUrl } from '../support/test-app.ts'

const agent = '+14155550123'
const all = 'statusCallbackEvent="initiated ringing answered completed"'

/** The webhooks of a phone in order: kind and status. */
function sequence(phone: Phone): readonly string[] {
  expectRealWebhooks(phone)
  return phone.simulation.log.all.flatMap((event) =>
    event.type === 'webhook-sent'
      ? [[event.kind, event.parameters['CallStatus']].filter(Boolean).join(' ')]
      : [],
  )
}

const hangsUpAfter = (seconds: number) => ({
  script: async (line: { waits: (s: number) => Promise<void>; hangup: () => Promise<void> }) => {
    await line.waits(seconds)
    await line.hangup()
  },
})

describe('5.3 Typical sequences', () => {
  test('1. Inbound, answered by TwiML: Voice URL ringing -> (Gather action / Redirect in-progress)* -> number statusCallback completed. [D R]', async () => {
    const { phone } = phoneTo(
      {
        '/voice': '<Gather numDigits="1" action="/menu"/>',
        '/menu': '<Redirect>/more</Redirect>',
        '/more': '<Say>bye</Say>',
      },
      { statusCallback: '/status' },
    )
    const call = await phone.call()
    await call.press('1')
    await call.ends()
    expect(sequence(phone)).toEqual([
      'voice.incoming-pstn ringing',
      'gather.action in-progress',
      'voice.redirect in-progress',
      'status.incoming-number completed',
    ])
  })

  test('2. Inbound Dial Number with all events: Voice URL -> child initiated, ringing -> whisper in-progress -> child answered -> child completed and Dial action in either order -> parent completed. [D R]', async () => {
    const { phone } = phoneTo(
      {
        '/voice': `<Dial action="/done"><Number url="/whisper" statusCallback="/child" ${all}>${agent}</Number></Dial>`,
        '/whisper': '<Say>hello</Say>',
        '/done': '',
      },
      { statusCallback: '/status', people: { [agent]: hangsUpAfter(30) } },
    )
    await (await phone.call()).ends()
    expect(sequence(phone)).toEqual([
      'voice.incoming-pstn ringing',
      'status.dial-number initiated',
      'status.dial-number ringing',
      'status.dial-number in-progress',
      'dial.number-url in-progress',
      'status.dial-number completed',
      'dial.action in-progress',
      'status.incoming-number completed',
    ])
  })

  test('3. outbound-api: initiated, ringing, answered callbacks -> Url request in-progress -> completed. [D R]', async () => {
    const { phone, of } = phoneTo({ '/outbound': '<Say>hello</Say>' })
    const call = await phone.create({
      to: agent,
      from: '+14155550199',
      voice: { url: `${publicUrl}/outbound`, method: 'POST' },
      statusCallback: {
        url: `${publicUrl}/status`,
        method: 'POST',
        events: ['initiated', 'ringing', 'answered', 'completed'],
      },
    })
    await call.ends()
    expect(sequence(phone)).toEqual([
      'status.rest-call initiated',
      'status.rest-call ringing',
      'status.rest-call in-progress',
      'voice.outbound-api-twiml in-progress',
      'status.rest-call completed',
    ])
    expect(of('/status').map(({ parameters }) => parameters['SequenceNumber'])).toEqual(['0', '1', '2', '3'])
    expect(of('/status').at(-1)?.parameters).toMatchObject({ CallDuration: '1', Duration: '1' })
  })

  test('3. With sync AMD the Url request waits for the verdict; with async AMD the Url request comes at once and amd.async later. [D]', async () => {
    const person = { answeredBy: 'machine_start', detectionMs: 4000 } as const
    const voice = { url: `${publicUrl}/outbound`, method: 'POST' } as const
    const sync = phoneTo({ '/outbound': '<Pause length="10"/>' })
    const call = await sync.phone.create({
      to: agent,
      from: '+14155550199',
      voice,
      person,
      machineDetection: {},
    })
    await call.ends()
    expect(call.timeline.find((line) => line.includes('/outbound'))).toMatch(/^0:07\.000/)
    expect(sync.of('/outbound')[0]?.parameters).toMatchObject({
      AnsweredBy: 'machine_start',
      MachineDetectionDuration: '4000',
    })
    const later = phoneTo({ '/outbound': '<Pause length="10"/>' })
    const callback = { url: `${publicUrl}/amd`, method: 'POST' } as const
    await (
      await later.phone.create({
        to: agent,
        from: '+14155550199',
        voice,
        person,
        machineDetection: { callback },
      })
    ).ends()
    expect(sequence(later.phone)).toEqual(['voice.outbound-api-twiml in-progress', 'amd.async'])
    expect(later.of('/outbound')[0]?.parameters).not.toHaveProperty('AnsweredBy')
  })

  test('3. Busy, unanswered and canceled calls report one final status, without a Url request. [D]', async () => {
    for (const [does, status] of [
      ['is-busy', 'busy'],
      ['silent', 'no-answer'],
      ['is-unreachable', 'failed'],
    ] as const) {
      const { phone } = phoneTo({ '/outbound': '' })
      const target = { url: `${publicUrl}/status`, method: 'POST' } as const
      await (
        await phone.create({
          to: agent,
          from: '+14155550199',
          voice: { ...target, url: `${publicUrl}/outbound` },
          person: { does },
          statusCallback: target,
        })
      ).ends()
      expect(sequence(phone)).toEqual([`status.rest-call ${status}`])
    }
  })

  test('4. Conference: join ... conference-start -> waitUrl stops -> leave -> conference-end. [D]', async () => {
    const { phone } = phoneTo({
      '/voice': (_seen, count) =>
        `<Dial><Conference waitUrl="/wait" startConferenceOnEnter="${String(count > 1)}" statusCallback="/events" statusCallbackEvent="start end join leave">Room</Conference></Dial>`,
      '/wait': '<Play loop="0">https://media.example.net/wait.mp3</Play>',
    })
    const first = await phone.call()
    await first.waits(20)
    const second = await phone.call({ from: '+14155550101' })
    const played = phone.simulation.log.all.filter(({ type }) => type === 'played').length
    await second.waits(60)
    expect(phone.simulation.log.all.filter(({ type }) => type === 'played')).toHaveLength(played)
    await second.hangup()
    await first.hangup()
    expect(sequence(phone)).toEqual([
      'voice.incoming-pstn ringing',
      'conference.participant-join',
      'conference.wait-url in-progress',
      'voice.incoming-pstn ringing',
      'conference.participant-join',
      'conference.conference-start',
      'conference.participant-leave',
      'conference.participant-leave',
      'conference.conference-end',
    ])
  })

  test('5. Enqueue: waitUrl loops -> Queue url to the dequeued call -> bridged -> Enqueue action QueueResult=bridged, Dial action on the agent side. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
      '/wait': '<Pause length="10"/>',
      '/agent': '<Dial action="/agent-done"><Queue url="/about">support</Queue></Dial>',
      '/about': '<Say>connecting</Say>',
      '/left': '',
      '/agent-done': '',
    })
    const caller = await phone.call()
    await caller.waits(15)
    const taker = await phone.create({
      to: agent,
      from: '+14155550199',
      voice: { url: `${publicUrl}/agent`, method: 'POST' },
    })
    await taker.connects()
    await taker.hangup()
    await caller.ends()
    const kinds = sequence(phone)
    expect(kinds.slice(0, 5)).toEqual([
      'voice.incoming-pstn ringing',
      'enqueue.wait-url in-progress',
      'enqueue.wait-url in-progress',
      'voice.outbound-api-twiml in-progress',
      'dial.queue-url in-progress',
    ])
    expect(kinds.slice(5).toSorted()).toEqual(['dial.action completed', 'enqueue.action in-progress'])
    expect(of('/left')[0]?.parameters).toMatchObject({ QueueResult: 'bridged' })
  })

  test('6. Recording: action request at once; recording callback in-progress early, completed after processing, transcribe callback last. [D R]', async () => {
    const { phone } = phoneTo({
      '/voice':
        '<Record action="/done" transcribe="true" transcribeCallback="/text" recordingStatusCallback="/recording" recordingStatusCallbackEvent="in-progress completed"/>',
      '/done': '',
    })
    const call = await phone.call()
    await call.say('this is a message of some length')
    await call.ends()
    expect(sequence(phone).map((one) => one.split(' ')[0])).toEqual([
      'voice.incoming-pstn',
      'recording.record-verb',
      'record.action',
      'recording.record-verb',
      'transcribe.callback',
    ])
  })

  test('Every kind of caller sends webhooks that Twilio sends. [D R]', async () => {
    const callers = [
      {
        from: '+14155550100',
        parameters: {
          FromCity: 'OAKLAND',
          FromState: 'CA',
          FromZip: '94601',
          FromCountry: 'US',
          ForwardedFrom: '+13125550180',
        },
      },
      { from: '+266696687' },
      { from: 'anonymous' },
      { from: 'client:jenny', to: '', parameters: { phoneNumber: '+14155550123' } },
      {
        from: 'sip:alice@example.com',
        to: 'sip:100@example.sip.twilio.com',
        parameters: { 'SipHeader_X-Order': '42' },
      },
    ]
    for (const caller of callers) {
      const hasStatusCallback = !caller.from.startsWith('client:')
      const { phone } = phoneTo(
        {
          '/voice': '<Gather numDigits="1" action="/menu"/>',
          '/menu': '<Redirect>/more</Redirect>',
          '/more': '',
        },
        // The catalog has status callbacks for numbers and SIP domains only.
        hasStatusCallback ? { statusCallback: '/status' } : {},
      )
      const call = await phone.call(caller)
      await call.press('1')
      await call.ends()
      expect(sequence(phone)).toHaveLength(hasStatusCallback ? 4 : 3)
    }
  })
})
