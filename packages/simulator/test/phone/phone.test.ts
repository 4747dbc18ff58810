import { realClock } from '@ringback/twilio-client'
import { createPhone, type CallEvent } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { authToken, phoneTo } from '../support/test-app.ts'

const menu = {
  '/voice':
    '<Gather numDigits="1" action="/menu"><Say>Welcome.</Say><Say>Press 1 for sales.</Say></Gather><Say>Goodbye.</Say>',
  '/menu': '<Say>One moment.</Say><Dial>+14155550123</Dial>',
}

test('the example of the README', async () => {
  const { phone } = phoneTo(menu)
  const call = await phone.call({ from: '+14155550100' })
  await call.hears(/press 1 for sales/i)
  await call.press('1')
  expect(call).toDial('+14155550123')
  await call.hangup()
  expect(call.timeline.map((line) => line.replace(/ \(.*/, ''))).toMatchInlineSnapshot(`
    [
      "0:00.000 caller: call from +14155550100 to +14155550199",
      "0:00.000 caller: status ringing",
      "0:00.000 caller: POST https://voice.example.com/voice",
      "0:00.000 caller: answered 200",
      "0:00.000 caller: document https://voice.example.com/voice",
      "0:00.000 caller: status in-progress",
      "0:00.000 caller: <Gather numDigits="1" action="/menu">",
      "0:00.000 caller: says "Welcome."",
      "0:00.520 caller: says "Press 1 for sales."",
      "0:01.690 caller: waits for gather",
      "0:01.690 caller: presses 1",
      "0:01.690 caller: gathered 1",
      "0:01.690 caller: POST https://voice.example.com/menu",
      "0:01.690 caller: answered 200",
      "0:01.690 caller: document https://voice.example.com/menu",
      "0:01.690 caller: <Say>",
      "0:01.690 caller: says "One moment."",
      "0:02.405 caller: <Dial>",
      "0:02.405 caller: waits for dial",
      "0:02.405 caller: dials Number +14155550123",
      "0:02.405 +14155550123: call from +14155550100 to +14155550123",
      "0:02.405 +14155550123: status initiated",
      "0:02.405 +14155550123: status ringing",
      "0:02.405 caller: hangs up",
      "0:02.405 +14155550123: hung up by Twilio",
      "0:02.405 +14155550123: status canceled",
      "0:02.405 +14155550123: ended canceled after 0 s",
      "0:02.405 caller: dial ended: canceled",
      "0:02.405 caller: status completed",
      "0:02.405 caller: ended completed after 3 s",
    ]
  `)
})

test('a failure shows the transcript', async () => {
  const { phone } = phoneTo(menu)
  const call = await phone.call()
  await expect(call.hears('Press 2', { within: 3 })).rejects.toThrow(
    /Press 2 was not heard within 3 s[\s\S]*0:00\.000 Twilio: says "Welcome\."/,
  )
  expect(() => expect(call).toDial('+14155550199')).toThrow(
    /expected \+14155550199 to have been dialled; it dialled nothing[\s\S]*Press 1 for sales/,
  )
  expect(() => expect(call).not.toHaveSaid('Welcome.')).toThrow(/expected not Welcome\./)
  await call.hangup()
  await expect(call.press('1')).rejects.toThrow(/is over/)
  await expect(call.hears('anything')).rejects.toThrow(/before the call ended/)
})

test('what the call waits for is known at every step', async () => {
  const { phone } = phoneTo(menu)
  const call = await phone.call()
  expect(call.waitingFor()).toMatchObject({
    for: 'gather',
    prompts: ['Welcome.', 'Press 1 for sales.'],
    numDigits: 1,
    action: '/menu',
  })
  await call.press('1')
  expect(call.waitingFor()).toEqual({ for: 'dial', targets: ['+14155550123'], sequential: false })
  await call.connects()
  expect(call.waitingFor()).toEqual({ for: 'conversation', with: ['+14155550123'] })
  await call.hangup()
  expect(call.waitingFor()).toBeUndefined()
})

test('time stands still while a test thinks', async () => {
  const { phone } = phoneTo(menu)
  const call = await phone.call()
  const before = phone.simulation.clock.now()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(phone.simulation.clock.now()).toBe(before)
  await call.hangup()
})

test('a script can be the caller, and events arrive as they happen', async () => {
  const { phone } = phoneTo(menu, {
    people: {
      '+14155550123': async (line) => {
        await line.say('Sales here')
        await line.hears('my order')
        await line.hangup()
      },
    },
  })
  const types: CallEvent['type'][] = []
  const reading = (async () => {
    for await (const event of phone.events) types.push(event.type)
  })()
  const call = await phone.play(async (line) => {
    await line.press('1')
    await line.hears('Sales here')
    await line.say('It is about my order')
  })
  await phone.close()
  await reading
  expect(call).toHaveEnded('completed')
  expect(types.length).toBe(phone.simulation.log.all.length)
  expect(types).toContain('bridged')
})

test('two callers are one story', async () => {
  const { phone } = phoneTo({ '/voice': '<Dial><Conference>Room</Conference></Dial>' })
  const [one, other] = [
    await phone.call({ from: '+14155550101' }),
    await phone.call({ from: '+14155550102' }),
  ]
  await one.say('hello')
  await other.hears('hello')
  await Promise.all([other.say('hi there'), one.hears('hi there')])
  await one.hangup()
  await other.hangup()
  expect(other).toHaveEnded('completed')
})

test('the recording holds every exchange of every leg', async () => {
  const { phone, seen } = phoneTo({
    '/voice': '<Dial action="/done"><Number url="/whisper">+14155550123</Number></Dial>',
    '/whisper': '',
    '/done': '',
  })
  const call = await phone.call()
  await call.connects()
  await call.hangup()
  const recording = call.recording()
  expect(recording.legs).toHaveLength(2)
  expect(recording.exchanges.map(({ kind }) => kind)).toEqual([
    'voice.incoming-pstn',
    'dial.number-url',
    'dial.action',
  ])
  expect(recording.exchanges.map(({ request }) => request.body)).toEqual(
    seen.map(({ body }) => ({ text: body })),
  )
  expect(recording.exchanges.every(({ signature }) => signature === 'valid')).toBe(true)
})

test('real time runs at the speed that is asked for', async () => {
  const { phone } = phoneTo(
    { '/voice': '<Pause length="10"/><Say>done</Say>' },
    { clock: realClock({ speed: 200 }) },
  )
  const call = await phone.call()
  await call.ends()
  expect(call).toHaveSaid('done')
})

test('a phone without a base for its paths says what to give', () => {
  expect(() => createPhone({ authToken, voiceUrl: '/voice' })).toThrow(
    /No app URL given, and \/voice is only a path/,
  )
})

test('a call that never wants anything is not waited for to its end', async () => {
  const { phone } = phoneTo({ '/voice': '<Say loop="0">All our agents are busy.</Say>' })
  const call = await phone.call()
  expect(call.isOver()).toBe(false)
  expect(call.waitingFor()).toBeUndefined()
  await call.hangup()
  expect(call).toHaveEnded('completed')
})

test('a callback that is never answered does not hold up the call', async () => {
  const { phone } = phoneTo(
    { '/voice': '<Say>hello</Say>', '/status': { hangs: true } },
    { statusCallback: '/status', timeouts: { readMs: 100, totalMs: 200 } },
  )
  const call = await phone.call()
  await call.ends()
  expect(call).toHaveEnded('completed')
  expect(call).toHaveLogged(11200)
})

test('a conference and a queue are dialled too, though no telephone rings', async () => {
  const documents = [
    '<Dial><Conference>Room</Conference></Dial>',
    '<Enqueue>support</Enqueue>',
    '<Dial><Queue>support</Queue></Dial>',
  ]
  const { phone } = phoneTo({ '/voice': (_seen, count) => documents[count - 1] ?? '' })
  const call = await phone.call()
  expect(call).toDial('Room')
  expect(() => expect(call).toDial('Hall')).toThrow('it dialled "Room"')
  expect(await phone.call()).not.toDial('support')
  expect(await phone.call()).toDial('support')
})
