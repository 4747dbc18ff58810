import { describe, expect, test } from 'vitest'
import { captured } from '../support/protocol-rows.ts'
import { ofKind, socketApp, type SocketApp } from '../support/socket-app.ts'
import { phoneTo } from '../support/test-app.ts'
import { the } from '../support/the.ts'

type Message = SocketApp['messages'][number]

/** The kinds of messages in their order; of those that come one after the other, one. */
function kindsOf(messages: readonly Message[]): readonly string[] {
  const kinds = messages.map((message) =>
    ['event', 'type', 'name', message['name'] === 'tokensPlayed' ? '' : 'value', 'last']
      .filter((key) => message[key] !== undefined)
      .map((key) => String(message[key]))
      .join(' '),
  )
  return kinds.filter((kind, at) => kind !== kinds[at - 1])
}

const framesOf = (id: string) => the(captured.find((each) => each.id === id)).frames

/** What Twilio sent in a captured sequence. */
const sentIn = (id: string): readonly Message[] =>
  framesOf(id).flatMap(({ from, json }) => (from === 'twilio' && json !== undefined ? [json] : []))

/** The parameters of a captured action that do not depend on the call, and those of ours. */
const alike = ['SessionStatus', 'CallStatus', 'ErrorCode', 'ErrorMessage', 'HandoffData']
const actionsIn = (id: string): readonly Readonly<Record<string, unknown>>[] =>
  framesOf(id).flatMap(({ event, form }) =>
    event === 'action' && form !== undefined ? [onlyAlike(form)] : [],
  )
const onlyAlike = (form: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(alike.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])))

const events = 'events="speaker-events tokens-played" dtmfDetection="true" partialPrompts="true"'
const relay = (origin: string, attributes = ''): string =>
  `<Connect action="/after"><ConversationRelay url="${origin}/relay" ${attributes}/></Connect>`
const text = (token: string, last = true): object => ({ type: 'text', token, last })

describe('the simulator sends the like of a captured stream', () => {
  test.each(['ms-bun-connect', 'ms-adk-2025', 'ms-jp-mark'])('%s', async (id) => {
    const hasMark = sentIn(id).some(({ event }) => event === 'mark')
    const app = await socketApp(({ event, streamSid, media }, { send }) => {
      const { chunk } = (media ?? {}) as { chunk?: string }
      if (event === 'media' && chunk === '1' && hasMark)
        send({ event: 'mark', streamSid, mark: { name: '171' } })
    })
    const { phone } = phoneTo(
      { '/voice': `<Connect><Stream url="${app.origin}/media"/></Connect>` },
      { answerPatienceMs: 40 },
    )
    const call = await phone.call()
    // The caller is quiet for one message, or until the mark has come back.
    await call.waits(hasMark ? 0.03 : 0.1)
    await call.hangup()
    expect(new Set(kindsOf(app.messages))).toEqual(new Set(kindsOf(sentIn(id))))
    expect(kindsOf(app.messages).slice(0, 3)).toEqual(kindsOf(sentIn(id)).slice(0, 3))
    expect(kindsOf(app.messages).at(-1)).toBe('stop')
  })

  test('ms-2019-start-stream: a stream beside the call', async () => {
    const app = await socketApp()
    const { phone } = phoneTo({
      '/voice': `<Start><Stream url="${app.origin}/media"/></Start><Pause length="1"/>`,
    })
    const call = await phone.call()
    await call.ends()
    expect(kindsOf(app.messages)).toEqual(kindsOf(sentIn('ms-2019-start-stream')))
  })
})

describe('the simulator sends the like of a captured relay', () => {
  test('cr-malformed: ten frames that are no JSON, and the connection is closed', async () => {
    const raws = framesOf('cr-malformed').flatMap(({ from, raw }) => (from === 'app' && raw ? [raw] : []))
    expect(raws).toHaveLength(10)
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'setup') for (const raw of raws) send(raw)
    })
    const { phone, of } = phoneTo({ '/voice': relay(app.origin), '/after': '<Hangup/>' })
    const call = await phone.call()
    await call.ends()
    const sent = sentIn('cr-malformed')
    expect(kindsOf(app.messages)).toEqual(kindsOf(sent))
    expect(ofKind(app.messages, 'error').map(({ description }) => description)).toEqual(
      ofKind(sent, 'error').map(({ description }) => description),
    )
    expect(of('/after').map(({ parameters }) => onlyAlike(parameters))).toEqual(actionsIn('cr-malformed'))
  })

  test('cr-end-then-reconnect: the app ends a session, and its action begins another', async () => {
    let silences = 0
    let sessions = 0
    const app = await socketApp(({ type, name, value }, { send }) => {
      if (type === 'setup' && (sessions += 1) === 1) send({ type: 'end', handoffData: handoff[0] })
      if (name !== 'agentSpeaking' || value !== 'off') return
      silences += 1
      if (silences === 1) for (const word of ['Back', ' again', '.']) send(text(word, word === '.'))
      else send({ type: 'end', handoffData: handoff[1] })
    })
    const actions = actionsIn('cr-end-then-reconnect')
    const handoff = actions.map(({ HandoffData }) => HandoffData)
    const { phone, of } = phoneTo({
      '/voice': relay(app.origin, events),
      '/after': (_seen, count) =>
        count === 1 ? relay(app.origin, `${events} welcomeGreeting="Welcome back."`) : '<Hangup/>',
    })
    const call = await phone.call()
    await call.ends()
    expect(kindsOf(app.messages)).toEqual(kindsOf(sentIn('cr-end-then-reconnect')))
    expect(of('/after').map(({ parameters }) => onlyAlike(parameters))).toEqual(actions)
  })

  test('cr-interrupt: the caller speaks into a long answer', async () => {
    const app = await socketApp(({ type, last }, { send }) => {
      if (type === 'dtmf') send(text(Array.from({ length: 270 }, (_, at) => `word${at}`).join(' ')))
      if (type === 'prompt' && last === true) send(text('I am quiet now, and I listen.'))
    })
    const { phone, of } = phoneTo({ '/voice': relay(app.origin, events), '/after': '<Hangup/>' })
    const call = await phone.call()
    await call.press('1', { settle: false })
    await call.waits(3)
    await call.say('please stop, I would like to say something else', { settle: false })
    await call.waits(10)
    await call.hangup()
    const from = (messages: readonly Message[]): readonly string[] => {
      const kinds = kindsOf(messages)
      return kinds.slice(kinds.indexOf('info clientSpeaking on'))
    }
    expect(from(app.messages)).toEqual(from(sentIn('cr-interrupt')))
    expect(of('/after').map(({ parameters }) => onlyAlike(parameters))).toEqual(actionsIn('cr-interrupt'))
  })

  test('cr-plugin-partials: more and more of the words, and all of them twice', async () => {
    const app = await socketApp()
    const { phone } = phoneTo(
      { '/voice': relay(app.origin, 'partialPrompts="true"'), '/after': '<Hangup/>' },
      { answerPatienceMs: 40 },
    )
    const call = await phone.call()
    await call.say('I would like to book a table for two')
    await call.hangup()
    for (const prompts of [ofKind(app.messages, 'prompt'), sentIn('cr-plugin-partials')]) {
      const texts = prompts.map(({ voicePrompt }) =>
        String(voicePrompt)
          .replace(/[.?!]$/, '')
          .toLowerCase(),
      )
      expect(prompts.map(({ last }) => last)).toEqual(prompts.map((_, at) => at === prompts.length - 1))
      expect(texts.every((each, at) => at === 0 || each.startsWith(texts[at - 1] ?? ''))).toBe(true)
      expect(texts.at(-1)).toBe(texts.at(-2))
    }
  })
})
