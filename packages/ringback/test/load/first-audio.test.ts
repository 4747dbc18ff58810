import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { load, reportIn, serve, type PrintedLoad } from './serve.ts'

/** Milliseconds after which the apps speak. */
const thoughtMs = 60

type Message = Readonly<Record<string, unknown>>

/** Hears the messages of Twilio on a socket. */
function onMessage(socket: WebSocket, hear: (message: Message) => void): void {
  socket.on('message', (data) => hear(JSON.parse((data as Buffer).toString()) as Message))
  socket.on('error', () => socket.terminate())
}

function later(socket: WebSocket, message: object): void {
  setTimeout(() => socket.send(JSON.stringify(message)), thoughtMs)
}

/** Greets, answers what it hears, and ends the session at key 0. */
function relayAgent(socket: WebSocket): void {
  onMessage(socket, ({ type, last, digit }) => {
    if (type === 'setup') later(socket, { type: 'text', token: 'Welcome.', last: true })
    if (type === 'prompt' && last === true) later(socket, { type: 'text', token: 'I see.', last: true })
    if (type === 'dtmf' && digit === '0') socket.send(JSON.stringify({ type: 'end', handoffData: '{}' }))
  })
}

const tone = Buffer.alloc(1600, 0x20).toString('base64')
const silence = Buffer.alloc(160, 0xff).toString('base64')

/** Sends silence at once and a tone later: at the start, and when the caller has spoken. Closes at key 0. */
function streamAgent(socket: WebSocket): void {
  let isSpeaking = false
  const answer = (streamSid: unknown): void => {
    socket.send(JSON.stringify({ event: 'media', streamSid, media: { payload: silence } }))
    later(socket, { event: 'media', streamSid, media: { payload: tone } })
  }
  onMessage(socket, ({ event, streamSid, media, dtmf }) => {
    if (event === 'start') answer(streamSid)
    if (event === 'media') {
      const { payload } = media as { readonly payload: string }
      const isSound = payload !== silence
      if (isSpeaking && !isSound) answer(streamSid)
      isSpeaking = isSound
    }
    if (event === 'dtmf' && (dtmf as { readonly digit: string }).digit === '0') socket.close(1000)
  })
}

function connecting(noun: string): RequestListener {
  return (request, response) => {
    const url = `wss://${request.headers.host}/agent`
    response.end(
      request.url === '/voice'
        ? `<Response><Connect action="/after"><${noun} url="${url}"/></Connect></Response>`
        : '<Response><Hangup/></Response>',
    )
  }
}

/** A load of two calls in virtual time, which stands still until the app answers. */
async function loadOf(
  url: string,
  ...argv: readonly string[]
): Promise<PrintedLoad & { readonly code: number }> {
  const result = await load(url, ['--rate', '4', '--duration', '0.5', ...argv])
  expect(result.stderr).toBe('')
  return { ...reportIn(result), code: result.code }
}

/** Milliseconds of real time that apps have, however busy the machine is. */
const patient = ['--answer-patience', '30']

describe('first audio', () => {
  it('is measured on a ConversationRelay from its start and from each turn of the caller', async () => {
    const url = await serve(connecting('ConversationRelay'), relayAgent)
    const { code, calls, firstAudio } = await loadOf(url, ...patient, '--keys', '"yes",0')
    expect(code).toBe(0)
    expect(calls).toMatchObject({ started: 2, completed: 2 })
    expect(firstAudio).toMatchObject([
      { protocol: 'conversation-relay', cause: 'start', count: 2, unanswered: 0 },
      // The second turn ends the session, which is an answer, and no sound.
      { protocol: 'conversation-relay', cause: 'caller', count: 2, unanswered: 0 },
    ])
    // A timer may be up to a millisecond early.
    for (const { p50Ms } of firstAudio) expect(p50Ms).toBeGreaterThanOrEqual(thoughtMs - 2)
  })

  it('is measured on a Media Stream, whose silence is none', async () => {
    const url = await serve(connecting('Stream'), streamAgent)
    // Ten thousand frames take longer than the thought, in whatever time.
    const { firstAudio } = await loadOf(url, '--answer-patience', '0.3', '--keys', 'w200,"yes",w200,0')
    expect(firstAudio).toMatchObject([
      { protocol: 'media-streams', cause: 'start', count: 2, unanswered: 0 },
      { protocol: 'media-streams', cause: 'caller', count: 2, unanswered: 0 },
    ])
    for (const { p50Ms } of firstAudio) expect(p50Ms).toBeGreaterThanOrEqual(thoughtMs - 2)
  })

  it('has a budget of its own', async () => {
    const url = await serve(connecting('ConversationRelay'), relayAgent)
    const script = [...patient, '--keys', '"yes",0']
    const missed = await loadOf(url, ...script, '--first-audio-budget', '20')
    expect(missed.code).toBe(1)
    expect(missed.findings.join('\n')).toMatch(
      /p95 of ConversationRelay, from its start is .+, above the budget of 20 ms for first audio\./,
    )
    expect(missed.firstAudio).toMatchObject([{ overBudget: 2 }, { overBudget: 2 }])
    const kept = await loadOf(url, ...script, '--first-audio-budget', '60000')
    expect(kept).toMatchObject({ code: 0, findings: [] })
  })

  it('counts turns without an answer', async () => {
    const url = await serve(connecting('ConversationRelay'), (socket) => onMessage(socket, () => {}))
    const { firstAudio } = await loadOf(url, '--answer-patience', '0.1', '--keys', '"yes",w5,h')
    expect(firstAudio).toMatchObject([{ cause: 'caller', count: 0, unanswered: 2 }])
  })
})
