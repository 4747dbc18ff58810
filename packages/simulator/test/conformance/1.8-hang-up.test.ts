import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

const options = { statusCallback: '/status' }
const agent = '+14155550123'

describe('1.8 Hang-up by the caller, at each point', () => {
  for (const [verb, twiml] of [
    ['Say', '<Say loop="0">talk</Say>'],
    ['Play', '<Play loop="0">https://media.example.net/a.mp3</Play>'],
    ['Pause', '<Pause length="600"/>'],
    ['Gather', '<Gather timeout="600" action="/next" actionOnEmptyResult="true"/>'],
  ] as const) {
    test(`${verb}: none for the verb; number/call statusCallback completed. [D]`, async () => {
      const { phone, seen, of } = phoneTo({ '/voice': `<Say>hi</Say>${twiml}`, '/next': '' }, options)
      const call = await phone.call({ settle: false })
      await call.waits(30)
      await call.hangup()
      expect(seen.map(({ path }) => path)).toEqual(['/voice', '/status'])
      expect(of('/status')[0]?.parameters).toMatchObject({
        CallStatus: 'completed',
        CallDuration: '30',
        Duration: '1',
      })
      expectRealWebhooks(phone)
    })
  }

  test('Record: action with Digits=hangup, then recordingStatusCallback. [D]', async () => {
    const { phone, seen, of } = phoneTo(
      {
        '/voice': '<Record action="/done" recordingStatusCallback="/recording"/>',
        '/done': '<Say>not run</Say>',
      },
      options,
    )
    const call = await phone.call()
    await call.say('my message', { settle: false })
    await call.hangup()
    expect(seen.map(({ path }) => path).filter((path) => path !== '/status')).toEqual([
      '/voice',
      '/done',
      '/recording',
    ])
    expect(of('/done')[0]?.parameters).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' })
    expect(call).not.toHaveSaid('not run')
    expectRealWebhooks(phone)
  })

  test('Dial (bridged): action with CallStatus=completed; child status callbacks. [D P]', async () => {
    const { phone, seen, of } = phoneTo(
      {
        '/voice': `<Dial action="/done"><Number statusCallback="/child">${agent}</Number></Dial>`,
        '/done': '<Say>not run</Say>',
      },
      options,
    )
    const call = await phone.call()
    await call.connects()
    await call.waits(7)
    await call.hangup()
    expect(of('/done')[0]?.parameters).toMatchObject({
      CallStatus: 'completed',
      DialCallStatus: 'completed',
      DialCallDuration: '7',
    })
    expect(of('/child')[0]?.parameters).toMatchObject({ CallStatus: 'completed' })
    expect(seen.at(-1)?.path).toBe('/status')
    expect(call).not.toHaveSaid('not run')
    expectRealWebhooks(phone)
  })

  test('Dial (ringing): action with CallStatus=completed; ringing child: canceled. [D P]', async () => {
    const { phone, of } = phoneTo(
      {
        '/voice': `<Dial action="/done"><Number statusCallback="/child">${agent}</Number></Dial>`,
        '/done': '',
      },
      { ...options, people: { [agent]: { does: 'silent' } } },
    )
    const call = await phone.call()
    await call.waits(4)
    await call.hangup()
    expect(of('/child')[0]?.parameters).toMatchObject({ CallStatus: 'canceled' })
    expect(of('/child')[0]?.parameters).not.toHaveProperty('CallDuration')
    expect(of('/done')[0]?.parameters).toMatchObject({
      CallStatus: 'completed',
      DialCallStatus: 'canceled',
    })
    expectRealWebhooks(phone)
  })

  test('Enqueue, waiting: action with QueueResult=hangup. [D]', async () => {
    const { phone, of } = phoneTo(
      { '/voice': '<Enqueue action="/left" waitUrl="">support</Enqueue>', '/left': '' },
      options,
    )
    const call = await phone.call()
    await call.waits(9)
    await call.hangup()
    expect(of('/left')[0]?.parameters).toMatchObject({
      QueueResult: 'hangup',
      QueueTime: '9',
      CallStatus: 'completed',
    })
    expectRealWebhooks(phone)
  })

  test('conference: leave event(s), Dial action; order between them not promised. [I]', async () => {
    const { phone, of } = phoneTo(
      {
        '/voice':
          '<Dial action="/done"><Conference statusCallback="/events" statusCallbackEvent="leave end">Room</Conference></Dial>',
        '/done': '',
      },
      options,
    )
    const call = await phone.call()
    await call.waits(3)
    await call.hangup()
    expect(of('/events').map(({ parameters }) => parameters['StatusCallbackEvent'])).toEqual([
      'participant-leave',
      'conference-end',
    ])
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'answered', CallStatus: 'completed' })
    expectRealWebhooks(phone)
  })

  test('ringing: the call was never answered; it ends canceled, or no-answer, a named choice; its duration is left out, or 0, another. [I]', async () => {
    for (const [unansweredHangup, unansweredDuration, duration] of [
      ['canceled', 'left-out', undefined],
      ['no-answer', 'zero', '0'],
    ] as const) {
      const { phone, of } = phoneTo(
        { '/voice': '<Pause length="30"/>' },
        { ...options, undocumented: { unansweredHangup, unansweredDuration } },
      )
      const call = await phone.call({ settle: false })
      await call.waits(5)
      await call.hangup()
      const { CallStatus, CallDuration, Duration } = of('/status')[0]?.parameters ?? {}
      expect([CallStatus, CallDuration, Duration]).toEqual([unansweredHangup, duration, duration])
    }
  })
})
