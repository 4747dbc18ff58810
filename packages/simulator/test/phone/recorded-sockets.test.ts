import { socketLimits, socketSource, talkOverOf, type SocketLog } from '@ringback/recording'
import type { PhoneCall } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { socketApp } from '../support/socket-app.ts'
import { phoneTo } from '../support/test-app.ts'
import { the } from '../support/the.ts'

function socketOf(call: PhoneCall): SocketLog {
  return the(the(call.recording().exchanges.find(({ socket }) => socket !== undefined)).socket)
}

/** The messages in a log, `from` in front; audio is `audio`. */
function told({ frames }: SocketLog): readonly string[] {
  return frames.map((frame) => {
    const message = 'text' in frame ? JSON.parse(frame.text) : { event: 'audio' }
    return `${frame.from} ${message.event ?? message.type}`
  })
}

const audio = (milliseconds: number): string => Buffer.alloc(milliseconds * 8, 0x20).toString('base64')

test('a stream is recorded as an upgrade with its frames, without the audio itself', async () => {
  const { origin } = await socketApp(({ event, streamSid }, { send }) => {
    if (event !== 'start') return
    for (let piece = 0; piece < 50; piece += 1)
      send({ event: 'media', streamSid, media: { payload: audio(20) } })
    send({ event: 'mark', streamSid, mark: { name: 'greeting' } })
  })
  const { phone } = phoneTo({ '/voice': `<Connect><Stream url="${origin}/audio"/></Connect>` })
  const call = await phone.call()
  await call.waits(2)
  await call.press('5')
  await call.hangup()
  const { exchanges } = call.recording()
  expect(exchanges.map(({ id }) => id)).toEqual(exchanges.map(({ id }) => id).toSorted())
  const exchange = the(exchanges.find(({ socket }) => socket !== undefined))
  expect(exchange).toMatchObject({
    kind: null,
    callSid: call.callSid,
    request: { method: 'GET', url: `${origin}/audio` },
    response: { status: 101 },
    provenance: { source: socketSource },
    problem: null,
  })
  const socket = socketOf(call)
  expect(told(socket).filter((frame) => frame.startsWith('app'))).toEqual(['app audio', 'app mark'])
  expect([...new Set(told(socket).filter((frame) => frame.startsWith('twilio')))]).toEqual([
    'twilio connected',
    'twilio start',
    'twilio audio',
    'twilio mark',
    'twilio dtmf',
    'twilio stop',
  ])
  const fromApp = the(socket.frames.find((frame) => frame.from === 'app' && 'audioBytes' in frame))
  expect(fromApp).toMatchObject({ count: 50, audioBytes: 8000, track: 'outbound', hasSound: true })
  expect(JSON.stringify(socket)).not.toContain(audio(20).slice(0, 40))
  const [heard] = socket.speech
  expect(heard).toMatchObject({ by: 'app', text: '' })
  expect(the(heard).untilMs - the(heard).atMs).toBe(1000)
  expect(socket).toMatchObject({ closedBy: 'twilio', closeCode: 1000, leftOut: 0 })
  expect(phone.simulation.log.all.filter(({ type }) => type === 'webhook-answered')).toHaveLength(
    call.exchanges().length,
  )
})

test('clear cuts what the app plays, and what both say at once is in the log', async () => {
  const { origin } = await socketApp(({ event, streamSid }, { send }) => {
    if (event === 'start') send({ event: 'media', streamSid, media: { payload: audio(5000) } })
    if (event === 'dtmf') send({ event: 'clear', streamSid })
  })
  const { phone } = phoneTo({ '/voice': `<Connect><Stream url="${origin}"/></Connect>` })
  const call = await phone.call()
  await call.waits(1)
  await call.say('wait')
  await call.press('1')
  await call.waits(3)
  await call.hangup()
  const socket = socketOf(call)
  const [app, caller] = socket.speech
  expect(caller).toMatchObject({ by: 'caller', text: 'wait' })
  expect(the(app).untilMs).toBe(the(caller).untilMs)
  expect(talkOverOf(socket)).toEqual([{ atMs: the(caller).atMs, untilMs: the(caller).untilMs }])
})

test('the tokens of an answer are one frame, also around an interruption', async () => {
  const { origin } = await socketApp(({ type, last }, { send }) => {
    if (type !== 'prompt' || last !== true) return
    for (const token of ['Call ', '+1415', '5550', '123', '.']) send({ type: 'text', token })
    send({ type: 'text', token: ' Bye.', last: true })
    send({ type: 'text', token: 'More?', last: true })
  })
  const { phone } = phoneTo({
    '/voice': `<Connect><ConversationRelay url="${origin}" dtmfDetection="true"/></Connect>`,
  })
  const call = await phone.call()
  await call.say('hello')
  await call.hears('More?')
  await call.hangup()
  const socket = socketOf(call)
  const answers = socket.frames.flatMap((frame) =>
    frame.from === 'app' && 'text' in frame ? [{ ...JSON.parse(frame.text), count: frame.count }] : [],
  )
  expect(answers).toEqual([
    { type: 'text', token: 'Call +14155550123. Bye.', last: true, count: 6 },
    { type: 'text', token: 'More?', last: true, count: 1 },
  ])
  expect(socket.speech.map(({ by, text }) => `${by}: ${text}`)).toEqual([
    'caller: hello',
    'app: Call +14155550123. Bye.',
    'app: More?',
  ])
})

test('more frames than the limit are counted, and not kept', async () => {
  const sent = socketLimits.frames + 50
  const { origin } = await socketApp(({ event, streamSid }, { send }) => {
    if (event !== 'start') return
    for (let at = 0; at < sent; at += 1) send({ event: 'clear', streamSid, at })
    send({ event: 'mark', streamSid, mark: { name: 'x'.repeat(socketLimits.frameCharacters) } })
  })
  const { phone } = phoneTo({ '/voice': `<Connect><Stream url="${origin}"/></Connect>` })
  const call = await phone.call()
  await call.waits(1)
  await call.hangup()
  const { frames, leftOut } = socketOf(call)
  expect(frames.length).toBe(socketLimits.frames)
  expect(leftOut).toBeGreaterThan(50)
})

test.each([
  ['is refused', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n', 403],
  ['is cut', '', undefined],
])('a socket that %s is recorded with its problem', async (_how, answer, status) => {
  const { origin } = await socketApp(undefined, (tcp) => tcp.end(answer))
  const { phone } = phoneTo({ '/voice': `<Connect><Stream url="${origin}"/></Connect><Say>after</Say>` })
  const call = await phone.call()
  await call.ends()
  const exchange = the(
    call.recording().exchanges.find(({ provenance }) => provenance.source === socketSource),
  )
  expect(exchange.socket).toBeUndefined()
  expect(exchange.response?.status).toBe(status)
  expect(exchange.problem).toMatchObject({ code: 'stream-connection' })
})
