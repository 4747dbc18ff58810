import { the } from '../support/the.ts'
import { createApp, startApp } from '@ringback/app-media-stream'
import { createPhone, type Phone } from '@ringback/simulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { AddressInfo } from 'node:net'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

const authToken = 'stream-token'
const publicUrl = 'https://stream.example.com'

describe.each([
  [
    'in process',
    (): Phone => createPhone({ authToken, publicUrl, app: createApp({ authToken, publicUrl }) }),
  ],
  [
    'over HTTP',
    async (): Promise<Phone> => {
      const running = await startApp({ authToken, publicUrl, port: 0 })
      onTestFinished(running.close)
      return createPhone({ authToken, publicUrl, app: running.url })
    },
  ],
])('Media Streams, %s', (_way, open) => {
  test('the caller hears what the app sends back', async () => {
    const phone = await open()
    const call = await phone.call({ settle: false })
    await call.hears(/hear yourself/)
    await call.sees(({ type }) => type === 'stream')
    await call.say('hello hello')
    await call.waits(1)
    expect(call).toWaitFor('connect')
    expect(call.events().some(({ type }) => type === 'media')).toBe(true)
    await call.press('#')
    await call.hears('Goodbye.')
    await call.ends()
    expect(call).toHaveNoErrors()
  })
})

/** A server that keeps what it gets and does as it is told. */
async function streamServer(
  react: (message: Record<string, never>, send: (message: object) => void, close: () => void) => void,
) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const messages: Record<string, never>[] = []
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Record<string, never>
      messages.push(message)
      react(
        message,
        (sent) => socket.send(JSON.stringify(sent)),
        () => socket.close(),
      )
    })
  })
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.close()
  })
  return { messages, url: `wss://127.0.0.1:${(server.address() as AddressInfo).port}/audio` }
}

const kinds = (messages: readonly Record<string, unknown>[]): unknown[] => [
  ...new Set(messages.map(({ event }) => event)),
]

test('connected, start, media, mark, dtmf and stop arrive as Twilio sends them', async () => {
  const { messages, url } = await streamServer(({ event, streamSid }, send) => {
    if (event !== 'start') return
    send({ event: 'media', streamSid, media: { payload: Buffer.alloc(4000).toString('base64') } })
    send({ event: 'mark', streamSid, mark: { name: 'half a second' } })
  })
  const { phone, of } = phoneTo({
    '/voice': `<Connect action="/after"><Stream url="${url}" name="ear" statusCallback="/stream"><Parameter name="shop" value="42"/></Stream></Connect>`,
    '/after': '',
  })
  const call = await phone.call()
  await call.press('5')
  await call.waits(1)
  await call.hangup()
  expect(kinds(messages)).toEqual(['connected', 'start', 'dtmf', 'media', 'mark', 'stop'])
  expect(messages[0]).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  expect(messages[1]).toMatchObject({
    event: 'start',
    sequenceNumber: '1',
    start: {
      callSid: call.callSid,
      tracks: ['inbound'],
      customParameters: { shop: '42' },
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    },
  })
  expect(messages.find(({ event }) => event === 'dtmf')).toMatchObject({ dtmf: { digit: '5' } })
  expect(messages.find(({ event }) => event === 'mark')).toMatchObject({ mark: { name: 'half a second' } })
  const media = messages.filter(({ event }) => event === 'media') as unknown as {
    media: { chunk: string; timestamp: string; payload: string }
  }[]
  const [first, second] = media.map((each) => each.media)
  expect([first?.chunk, second?.chunk]).toEqual(['1', '2'])
  expect(Number(second?.timestamp) - Number(first?.timestamp)).toBe(20)
  expect(Buffer.from(the(media[0]).media.payload, 'base64')).toHaveLength(160)
  expect(call.timeline.some((line) => line.endsWith('hears 500 ms of media'))).toBe(true)
  expect(
    of('/stream').map(({ parameters: { StreamEvent, StreamName } }) => [StreamEvent, StreamName]),
  ).toEqual([
    ['stream-started', 'ear'],
    ['stream-stopped', 'ear'],
  ])
  expect(of('/after')).toHaveLength(1)
  expectRealWebhooks(phone)
})

test('the next verb runs only when the server closes the WebSocket', async () => {
  const { url } = await streamServer(({ event }, _send, close) => {
    if (event === 'dtmf') close()
  })
  const { phone } = phoneTo({ '/voice': `<Connect><Stream url="${url}"/></Connect><Say>closed</Say>` })
  const call = await phone.call()
  await call.waits(5)
  expect(call).not.toHaveSaid('closed')
  await call.press('1')
  await call.hears('closed')
  await call.hangup()
})

test('a server that is not there is a stream error, and the call goes on', async () => {
  const { phone, of } = phoneTo({
    '/voice':
      '<Connect><Stream url="wss://127.0.0.1:1/" statusCallback="/stream"/></Connect><Say>after</Say>',
  })
  const call = await phone.call()
  await call.ends()
  expect(call).toHaveLogged(31902)
  expect(call).toHaveSaid('after')
  expect(of('/stream')[0]?.parameters).toMatchObject({ StreamEvent: 'stream-error' })
  expectRealWebhooks(phone)
})

test('ConversationRelay: the caller and the app talk in text', async () => {
  const { messages, url } = await streamServer((message, send) => {
    if (message['type'] === 'prompt') {
      send({ type: 'text', token: 'You said ', last: false })
      send({ type: 'text', token: message['voicePrompt'], last: true })
    }
    if (message['type'] === 'dtmf') send({ type: 'end', handoffData: '{"reason":"agent"}' })
  })
  const { phone, of } = phoneTo({
    '/voice': `<Connect action="/after"><ConversationRelay url="${url}" dtmfDetection="true" welcomeGreeting="Hi there"/></Connect>`,
    '/after': '<Say>an agent will help you</Say>',
  })
  const call = await phone.call()
  await call.hears('Hi there')
  await call.say('I lost my card')
  await call.hears('You said I lost my card')
  await call.press('0')
  await call.hears('an agent will help you')
  await call.ends()
  expect(messages[0]).toMatchObject({ type: 'setup', callSid: call.callSid, from: '+14155550100' })
  expect(of('/after')[0]?.parameters).toMatchObject({
    SessionStatus: 'ended',
    HandoffData: '{"reason":"agent"}',
  })
  expectRealWebhooks(phone)
})
