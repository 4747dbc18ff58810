import { createServer, type RequestListener, type Server } from 'node:http'
import { createApp as createReceptionist } from '@ringback/app-express'
import { createApp as createAgent } from '@ringback/app-voice-agent'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import { createRedactor, type Redactor } from '@ringback/redaction'
import { createPhone, type Phone, type PhoneCall } from '@ringback/simulator'
import { WebSocketServer } from 'ws'
import { authToken, publicUrl } from './receptionist.ts'

/** The same pictures each time. */
const key = new Uint8Array(32).fill(3)

/** What the pages of the example calls need besides the folder. */
export interface ExampleMeans {
  readonly redactor: Redactor
  readonly originalOf: (exchange: Exchange) => Exchange | null
}

/**
 * Writes example calls into a folder: a menu, a dialled number with a whisper, two agents on WebSockets, a long call, an app
 * that is broken.
 */
export async function writeExampleCalls(directory: string): Promise<ExampleMeans> {
  const originals = new Map<string, Exchange>()
  const store = await openDirectoryStore({ directory })
  const redactor = createRedactor({ key })
  const start = Date.UTC(2026, 2, 14, 9)
  let at = 0
  for (const call of await exampleCalls()) {
    for (const exchange of call) {
      const moved = startedAt(exchange, start + at * 1_860_000, call[0])
      const original = { ...moved, id: `${at}-${exchange.id}` }
      originals.set(original.id, original)
      await store.append(redactor.redactExchange(original))
    }
    at += 1
  }
  await store.close()
  return { redactor, originalOf: ({ id }) => originals.get(id) ?? null }
}

/** The exchange at another time, as far from the first of its call as before. */
function startedAt(exchange: Exchange, start: number, first: Exchange = exchange): Exchange {
  const since = Date.parse(exchange.startedAt) - Date.parse(first.startedAt)
  return { ...exchange, startedAt: new Date(start + since).toISOString() }
}

interface Caller {
  readonly from: string
}

async function exampleCalls(): Promise<readonly (readonly Exchange[])[]> {
  const receptionist = { app: createReceptionist({ authToken, publicUrl }), statusCallback: '/status' }
  const talks: readonly (readonly [
    Partial<Parameters<typeof createPhone>[0]>,
    (phone: Phone, caller: Caller) => Promise<PhoneCall>,
  ])[] = [
    [receptionist, salesCall],
    [receptionist, messageCall],
    [{ app: dialApp(), statusCallback: '/status' }, dialledCall],
    [{ app: endlessMenu() }, longCall],
    [{ app: brokenApp() }, brokenCall],
    [{ app: createAgent({ authToken, publicUrl, protocol: 'relay' }) }, relayCall],
    [{ app: await talkativeApp() }, streamCall],
  ]
  const calls: (readonly Exchange[])[] = []
  for (const [seed, [options, talk]] of talks.entries()) {
    const phone = createPhone({ authToken, publicUrl, seed: seed + 1, ...options })
    const call = await talk(phone, { from: `+141555501${String(seed * 7).padStart(2, '0')}` })
    await call.ends()
    calls.push(call.recording().exchanges)
    await phone.close()
    if (options.app instanceof Object && 'close' in options.app) options.app.close()
  }
  return calls
}

async function salesCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call({ ...caller, parameters: { FromCity: 'SAN FRANCISCO' } })
  await call.press('1')
  await call.waits(20)
  await call.hangup()
  return call
}

async function messageCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call(caller)
  await call.press('7')
  await call.press('3')
  await call.say('Please call me back about my order.')
  await call.press('#')
  await call.hangup()
  return call
}

async function dialledCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call(caller)
  await call.say('I would like to talk to sales')
  await call.waits(15)
  await call.hangup()
  return call
}

async function longCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call(caller)
  for (let round = 0; round < 58; round += 1) await call.press(String(round % 10))
  await call.hangup()
  return call
}

async function relayCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call(caller)
  await call.hears('Hello, how can I help?')
  await call.say('When are you open on Saturday')
  await call.say('No, I meant on Sunday')
  await call.waits(3)
  await call.press('0')
  return call
}

async function streamCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  const call = await phone.call(caller)
  await call.waits(1)
  await call.say('Hello, I have a question about my invoice')
  await call.waits(1)
  await call.say('Wait, one more thing')
  await call.press('5')
  await call.waits(4)
  await call.say('Thank you, goodbye')
  await call.waits(2)
  await call.hangup()
  return call
}

/** An app that asks in words, and dials a number with a whisper for whoever answers. */
function dialApp(): RequestListener {
  return app({
    '/voice':
      '<Gather input="speech" action="/ask"><Say>How can we help you?</Say></Gather><Redirect>/voice</Redirect>',
    '/ask':
      '<Say voice="Polly.Joana">One moment, please.</Say><Dial action="/ended"><Number url="/whisper" statusCallback="/status" statusCallbackEvent="initiated ringing answered completed">+12025550142</Number></Dial>',
    '/whisper': '<Say>A call from the web site.</Say>',
    '/ended': '<Say>Goodbye.</Say><Hangup/>',
  })
}

async function brokenCall(phone: Phone, caller: Caller): Promise<PhoneCall> {
  return phone.call(caller)
}

function brokenApp(): RequestListener {
  return (_request, response) => response.writeHead(500).end('Internal Server Error')
}

function endlessMenu(): RequestListener {
  return app({
    '/voice': '<Gather numDigits="1" action="/voice"><Say>Press a key.</Say></Gather>',
  })
}

function app(documents: Readonly<Record<string, string>>): RequestListener {
  return (request, response) => {
    const document = documents[new URL(request.url ?? '', publicUrl).pathname]
    if (document === undefined) response.writeHead(204).end()
    else response.writeHead(200, { 'Content-Type': 'text/xml' }).end(`<Response>${document}</Response>`)
  }
}

/** An agent on a Media Stream that talks for long, and stops when a key is pressed. */
async function talkativeApp(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml' })
    response.end(
      `<Response><Connect><Stream url="${publicUrl.replace('https', 'wss')}/agent"/></Connect></Response>`,
    )
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    let heard = 0
    socket.on('message', (data) => {
      const { event, streamSid, media } = JSON.parse((data as Buffer).toString()) as Message
      const say = (seconds: number): void => {
        socket.send(JSON.stringify({ event: 'media', streamSid, media: { payload: sound(seconds) } }))
        socket.send(JSON.stringify({ event: 'mark', streamSid, mark: { name: `answer ${heard}` } }))
      }
      const isSound = media !== undefined && !media.payload.startsWith('/////')
      if (event === 'start') say(1)
      if (isSound) heard += 1
      if (isSound && heard === 100) say(6)
      if (event === 'dtmf') socket.send(JSON.stringify({ event: 'clear', streamSid }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return server
}

interface Message {
  readonly event: string
  readonly streamSid?: string
  readonly media?: { readonly payload: string }
}

function sound(seconds: number): string {
  return Buffer.alloc(seconds * 8000, 0x20).toString('base64')
}
