import { debuggerCode } from '@ringback/catalog'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { elementRow } from '@ringback/twiml'
import { describe, expect, test } from 'vitest'
import { captured, faultsOf, protocols } from '../support/protocol-rows.ts'
import { ofKind, socketApp, type AppSide, type SocketApp } from '../support/socket-app.ts'
import { authToken, expectRealWebhooks, phoneTo } from '../support/test-app.ts'
import { the } from '../support/the.ts'

const everyEvent = 'events="speaker-events tokens-played" dtmfDetection="true" partialPrompts="true"'

const relayTo = ({ origin }: SocketApp, attributes = '', path = '/relay'): string =>
  `<Connect action="/after"><ConversationRelay url="${origin}${path}" ${attributes}/></Connect>`

/** A call to an app with a relay, whose action speaks. */
const talking = (app: SocketApp, attributes?: string, path?: string) =>
  phoneTo(
    { '/voice': relayTo(app, attributes, path), '/after': '<Say>after</Say>' },
    { answerPatienceMs: 200 },
  )

/** The text of one message of the app. */
const say = (token: string, more: object = {}): object => ({ type: 'text', token, last: true, ...more })

/** Each message in a line: its kind and its values. */
const names = (app: SocketApp): string[] =>
  app.messages.map((message) =>
    ['type', 'name', 'value', 'voicePrompt', 'last', 'digit', 'utteranceUntilInterrupt']
      .filter((key) => message[key] !== undefined)
      .map((key) => String(message[key]))
      .join(' '),
  )

describe('docs/facts/realtime.md, 1: the upgrade request of a ConversationRelay', () => {
  test('User-Agent Jetty/11.0.24, the headers that were seen, and the signature twice', async () => {
    const app = await socketApp()
    const { phone } = talking(app)
    await (await phone.call()).hangup()
    const { url, headers } = the(app.upgrades[0])
    expect(url).toBe('/relay')
    const wire = captured
      .flatMap(({ frames }) => frames)
      .find(({ event, headers: seen }) => event === 'upgrade' && seen)
    const plain = Object.entries(the(wire?.headers)).filter(([, value]) => value !== '<masked>')
    expect(headers).toMatchObject(Object.fromEntries(plain))
    for (const name of ['origin', 'sec-websocket-protocol', 'sec-websocket-extensions']) {
      expect(headers).not.toHaveProperty(name)
    }
    const signature = String(headers['x-twilio-signature'])
    expect(headers['x-amzn-bedrock-agentcore-runtime-custom-twilio-signature']).toBe(signature)
    expect(validateRequest(authToken, signature, `${app.origin}/relay`, {})).toBe(true)
    expect(validateRequest(authToken, signature, `${app.origin}/relay`.replace('wss', 'https'), {})).toBe(
      false,
    )
  })

  test('URL without path: signed with `/` at the end; a query string is kept', async () => {
    for (const [path, requested] of [
      ['', '/'],
      ['/relay?tenant=1', '/relay?tenant=1'],
    ]) {
      const app = await socketApp()
      const { phone } = talking(app, '', path)
      await (await phone.call()).hangup()
      const { url, headers } = the(app.upgrades[0])
      expect(url).toBe(requested)
      const signature = String(headers['x-twilio-signature'])
      expect(validateRequest(authToken, signature, `${app.origin}${requested}`, {})).toBe(true)
    }
  })
})

describe('docs/facts/realtime.md, 3.1: attributes of ConversationRelay', () => {
  const rows = the(elementRow('ConversationRelay')).attributes
  const isValue = (text: string | null): boolean => /^(?!language$)[\w.-]+$/.test(text ?? '')

  test.each(protocols.conversationRelayAttributes)('$name is known in this case', ({ name }) => {
    expect(rows.map((row) => row.name)).toContain(name)
  })

  test.each(protocols.conversationRelayAttributes.filter((row) => isValue(row.default)))(
    '$name has the default $default',
    (attribute) => {
      expect(rows.find(({ name }) => name === attribute.name)?.default).toBe(attribute.default)
    },
  )
})

describe('docs/facts/realtime.md, 3.2: messages of a ConversationRelay', () => {
  test('every message has the fields, types and key order of its row', async () => {
    const app = await socketApp(({ type, last }, { send }) => {
      if (type === 'prompt' && last === true)
        send(say('You said something. It was long, and is interrupted.'))
      if (type === 'dtmf') send('not JSON')
    })
    const { phone } = talking(app, `${everyEvent} debug="debugging" welcomeGreeting="Hello there."`)
    const call = await phone.call()
    await call.say('one two three', { settle: false })
    await call.waits(1.5)
    await call.press('1')
    await call.waits(1)
    await call.hangup()
    expect(new Set(app.messages.map(({ type }) => type))).toEqual(
      new Set(['setup', 'prompt', 'dtmf', 'interrupt', 'error', 'info']),
    )
    expect(new Set(ofKind(app.messages, 'info').map(({ name }) => name))).toEqual(
      new Set(['agentSpeaking', 'clientSpeaking', 'tokensPlayed', 'roundTripDelayMs']),
    )
    for (const message of app.messages) {
      expect([message, faultsOf('conversation-relay', message)]).toEqual([message, []])
    }
    expectRealWebhooks(phone)
  })

  test('setup: first, with all fields; callStatus RINGING on a fresh inbound call; forwardedFrom equal to `to`', async () => {
    const app = await socketApp()
    const { phone } = talking(app)
    const call = await phone.call({ parameters: { CallerName: 'JENNY' } })
    await call.hangup()
    expect(app.messages[0]).toMatchObject({
      type: 'setup',
      callSid: call.callSid,
      parentCallSid: '',
      from: '+14155550100',
      to: '+14155550199',
      forwardedFrom: '+14155550199',
      callerName: 'JENNY',
      direction: 'inbound',
      callType: 'PSTN',
      callStatus: 'RINGING',
      customParameters: {},
    })
  })

  test('callType SIP and CLIENT; callStatus IN_PROGRESS outbound and after other verbs; forwardedFrom "" outbound', async () => {
    const app = await socketApp()
    const { phone } = phoneTo({ '/voice': `<Say>Hi</Say>${relayTo(app)}`, '/after': '<Hangup/>' })
    await (await phone.call({ from: 'client:jenny' })).hangup()
    await (await phone.call({ from: 'sip:jenny@example.com' })).hangup()
    const made = await phone.create({
      from: '+14155550199',
      to: '+14155550101',
      voice: { url: 'https://voice.example.com/voice', method: 'POST' },
      person: {},
    })
    await made.hangup()
    expect(
      ofKind(app.messages, 'setup').map(({ callType, callStatus, forwardedFrom }) => [
        callType,
        callStatus,
        forwardedFrom,
      ]),
    ).toEqual([
      ['CLIENT', 'IN_PROGRESS', ''],
      ['SIP', 'IN_PROGRESS', ''],
      ['PSTN', 'IN_PROGRESS', ''],
    ])
  })

  test('dtmf: only with dtmfDetection="true", one per key', async () => {
    for (const [attributes, digits] of [
      ['dtmfDetection="true"', ['1', '2']],
      ['', []],
      ['dtmfDetection="false"', []],
    ] as const) {
      const app = await socketApp()
      const { phone } = talking(app, attributes)
      const call = await phone.call()
      await call.press('12')
      await call.hangup()
      expect(ofKind(app.messages, 'dtmf').map(({ digit }) => digit)).toEqual(digits)
    }
  })

  test('prompt: with partialPrompts="true" cumulative last:false before it, the last partial repeated by last:true; else last:true once', async () => {
    for (const partial of [true, false]) {
      const app = await socketApp()
      const { phone } = talking(app, `partialPrompts="${partial}"`)
      const call = await phone.call()
      await call.say('Thank you for calling Acme Corporation.')
      await call.hangup()
      const prompts = ofKind(app.messages, 'prompt')
      expect(prompts.filter(({ last }) => last === true)).toHaveLength(1)
      expect(prompts.at(-1)).toEqual({
        type: 'prompt',
        voicePrompt: 'Thank you for calling Acme Corporation.',
        lang: 'en-US',
        last: true,
      })
      if (!partial) continue
      expect(prompts.length).toBeGreaterThan(4)
      expect(prompts.at(-2)).toMatchObject({ voicePrompt: prompts.at(-1)?.['voicePrompt'], last: false })
      const lengths = prompts.map(({ voicePrompt }) => String(voicePrompt).length)
      expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
    }
  })

  test('lang: the primary tag with flux, and what a language message has set', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'dtmf') send({ type: 'language', transcriptionLanguage: 'es-ES' })
    })
    const { phone } = talking(app, 'dtmfDetection="true" speechModel="flux"')
    const call = await phone.call()
    await call.say('one')
    await call.press('1')
    await call.say('dos')
    await call.hangup()
    expect(ofKind(app.messages, 'prompt').map(({ lang }) => lang)).toEqual(['en', 'es-ES'])
  })

  test('info: only with events or debug', async () => {
    const app = await socketApp()
    const { phone } = talking(app, 'welcomeGreeting="Hello there."')
    const call = await phone.call()
    await call.say('hi')
    await call.hangup()
    expect(ofKind(app.messages, 'info')).toEqual([])
  })
})

describe('docs/facts/realtime.md, 3.3: the playback queue', () => {
  test('the greeting takes its time: 250 to 750 ms after setup, and a word every 300 ms', async () => {
    const app = await socketApp()
    const { phone } = talking(
      app,
      `${everyEvent} welcomeGreeting="This is the spike. Say something, or press a key."`,
    )
    const call = await phone.call()
    const said = the(call.events().find(({ type }) => type === 'said'))
    const setup = the(call.events().find(({ type }) => type === 'stream'))
    expect(said.at - setup.at).toBe(300 + 10 * 300)
    expect(names(app)).toEqual([
      'setup',
      'info agentSpeaking on',
      'info tokensPlayed This is the spike.',
      'info tokensPlayed  Say something,',
      'info tokensPlayed  or press a key.',
      'info agentSpeaking off',
    ])
    await call.hangup()
  })

  test('barge-in by a key: dtmf, tokensPlayed, interrupt, agentSpeaking off; text sent after the dtmf still plays', async () => {
    const app = await socketApp(({ type, digit }, { send }) => {
      if (type === 'dtmf') send(say(`Key ${String(digit)}.`))
    })
    const { phone } = talking(app, `${everyEvent} welcomeGreeting="This is the spike. Say something."`)
    const call = await phone.call({ settle: false })
    await call.waits(0.31)
    await call.press('9')
    await call.hangup()
    expect(names(app)).toEqual([
      'setup',
      'info agentSpeaking on',
      'dtmf 9',
      'info tokensPlayed This',
      'interrupt This',
      'info agentSpeaking off',
      'info agentSpeaking on',
      'info tokensPlayed Key 9.',
      'info agentSpeaking off',
    ])
    const [interrupt] = ofKind(app.messages, 'interrupt')
    expect(interrupt).toEqual({
      type: 'interrupt',
      utteranceUntilInterrupt: 'This',
      durationUntilInterruptMs: 10,
    })
    expect(call.transcript).toContain('says "This"')
    expect(call.transcript).not.toContain('spike')
  })

  test('barge-in by speech drops everything queued; prompts follow the interrupt', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'setup') send(say('Sentence one of ten. Sentence two of ten. Sentence three of ten.'))
    })
    const { phone } = talking(app, everyEvent)
    const call = await phone.call({ settle: false })
    await call.waits(2)
    await call.say('Stop. Stop.')
    await call.hangup()
    const told = names(app)
    expect(told).not.toContainEqual(expect.stringContaining('three'))
    expect(told.indexOf('info clientSpeaking on')).toBeLessThan(
      told.findIndex((each) => each.startsWith('interrupt')),
    )
    expect(told.at(-1)).toBe('prompt Stop. Stop. true')
    expect(told.at(-2)).toBe('info clientSpeaking off')
  })

  test.each([
    ['interruptible="none"', false, false],
    ['interruptible="false"', false, false],
    ['interruptible="dtmf"', true, false],
    ['interruptible="speech"', false, true],
    ['interruptible="any"', true, true],
    ['interruptible="true"', true, true],
    ['', true, true],
  ])(
    '%s: a key interrupts: %s, speech interrupts: %s; input that does not is not told',
    async (attribute, byKey, bySpeech) => {
      for (const [kind, isInterrupted] of [
        ['dtmf', byKey],
        ['prompt', bySpeech],
      ] as const) {
        const app = await socketApp(({ type }, { send }) => {
          if (type === 'setup') send(say('One two three four five six seven eight nine ten.'))
        })
        const { phone } = talking(app, `dtmfDetection="true" ${attribute}`)
        const call = await phone.call({ settle: false })
        await call.waits(1)
        await (kind === 'dtmf' ? call.press('1', { settle: false }) : call.say('hm', { settle: false }))
        await call.hangup()
        expect(ofKind(app.messages, 'interrupt')).toHaveLength(isInterrupted ? 1 : 0)
        expect(ofKind(app.messages, kind)).toHaveLength(isInterrupted ? 1 : 0)
      }
    },
  )

  test('reportInputDuringAgentSpeech tells input that does not interrupt; `interruptible` of a message overrides the attribute', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'setup') send(say('One two three four five six.', { interruptible: false }))
    })
    const { phone } = talking(app, 'dtmfDetection="true" reportInputDuringAgentSpeech="any"')
    const call = await phone.call({ settle: false })
    await call.waits(1)
    await call.press('1')
    await call.hangup()
    expect(ofKind(app.messages, 'dtmf')).toHaveLength(1)
    expect(ofKind(app.messages, 'interrupt')).toEqual([])
    expect(call).toHaveSaid('One two three four five six.')
  })

  test('preemptible:true lets a later message cut it; no interrupt is sent, tokensPlayed shows the fragment', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'setup') send(say('One two three four five six.', { preemptible: true }))
      if (type === 'dtmf') send(say('Now this.'))
    })
    const { phone } = talking(app, `${everyEvent} interruptible="none" reportInputDuringAgentSpeech="dtmf"`)
    const call = await phone.call({ settle: false })
    await call.waits(1)
    await call.press('1')
    await call.hangup()
    expect(ofKind(app.messages, 'interrupt')).toEqual([])
    expect(names(app).filter((each) => each.includes('tokensPlayed'))).toEqual([
      'info tokensPlayed One two three',
      'info tokensPlayed Now this.',
    ])
  })

  test('text, play and sendDigits share one queue: digits wait behind speech', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type !== 'setup') return
      send(say('First.'))
      send({ type: 'play', source: 'https://media.example.com/a.mp3' })
      send({ type: 'sendDigits', digits: '9ww1' })
    })
    const { phone } = talking(app)
    const call = await phone.call()
    await call.hangup()
    const heard = call
      .events()
      .flatMap(({ type }) => (['said', 'played', 'tones'].includes(type) ? [type] : []))
    expect(heard).toEqual(['said', 'played', 'tones'])
  })

  test('tokens keep their leading spaces; they are concatenated; duplicate or empty tokens are legal', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type !== 'setup') return
      for (const token of ['You', ' said', '', ' he', 'llo', '.']) send({ type: 'text', token, last: false })
      send(say(''))
    })
    const { phone } = talking(app)
    const call = await phone.call()
    await call.hangup()
    expect(call).toHaveSaid('You said hello.')
    expect(call).toHaveNoErrors()
  })

  test('Silence of 88 s ends nothing', async () => {
    const app = await socketApp()
    const { phone } = talking(app)
    const call = await phone.call()
    await call.waits(88)
    expect(call).toWaitFor('connect')
    await call.hangup()
    expect(call).toHaveNoErrors()
  })

  test('answer to prompt within N s, else silence: a warning', async () => {
    const app = await socketApp()
    const { phone } = talking(app)
    const call = await phone.call()
    await call.say('hello?')
    await call.waits(11)
    await call.hangup()
    expect(problemsOf(call)).toEqual([['warning', null]])
    expect(call.transcript).toContain('sent nothing within 10 s')
  })
})

describe('docs/facts/realtime.md, 3.4: end and action', () => {
  const action = {
    SessionId: expect.stringMatching(/^VX/),
    CalledCity: expect.anything(),
    Caller: '+14155550100',
  }

  test('caller hangs up: 1000 "Closing websocket session", SessionStatus completed, CallStatus completed, no HandoffData, no ErrorCode', async () => {
    const app = await socketApp()
    const { phone, of } = talking(app)
    const call = await phone.call()
    await call.waits(8.6)
    await call.hangup()
    const parameters = the(of('/after')[0]?.parameters)
    expect(parameters).toMatchObject({
      ...action,
      SessionStatus: 'completed',
      CallStatus: 'completed',
      SessionDuration: '8',
    })
    expect(parameters).not.toHaveProperty('HandoffData')
    expect(parameters).not.toHaveProperty('ErrorCode')
    await expect.poll(() => app.closes).toEqual([{ code: 1000, reason: 'Closing websocket session' }])
    expectRealWebhooks(phone)
  })

  test('app sends end: 1000, SessionStatus ended, CallStatus in-progress, HandoffData verbatim', async () => {
    const handoffData = '{"reason":"agent",  "score":42}'
    const { app, of, call, phone } = await ended((_message, { send }) => send({ type: 'end', handoffData }))
    expect(of('/after')[0]?.parameters).toMatchObject({
      ...action,
      SessionStatus: 'ended',
      CallStatus: 'in-progress',
      HandoffData: handoffData,
    })
    await expect.poll(() => app.closes).toEqual([{ code: 1000, reason: 'Closing websocket session' }])
    expect(call).toHaveNoErrors()
    expect(call).toHaveSaid('after')
    expectRealWebhooks(phone)
  })

  test.each([
    ["app's socket lost (no close frame): 64105", ({ tcp }: AppSide) => void tcp.destroy()],
    ["an app's clean close (code 1000, without end): 64105", ({ socket }: AppSide) => socket.close(1000)],
    ['an app that dies: 64105', ({ socket }: AppSide) => socket.terminate()],
    ['an app that closes with 1011: 64105', ({ socket }: AppSide) => socket.close(1011, 'model')],
  ])('%s; SessionStatus failed, CallStatus in-progress, ErrorCode and ErrorMessage', async (_name, die) => {
    const { of, call, phone } = await ended((_message, side) => die(side))
    expect(of('/after')[0]?.parameters).toMatchObject({
      ...action,
      SessionStatus: 'failed',
      CallStatus: 'in-progress',
      ErrorCode: '64105',
      ErrorMessage: 'Websocket ended',
    })
    expect(problemsOf(call)).toEqual([['error', debuggerCode.relayWebSocketEnded]])
    expect(call).toHaveSaid('after')
    expectRealWebhooks(phone)
  })

  test('one error frame per invalid frame: 64107, and the session goes on', async () => {
    const frames = [
      'this is not json',
      '[]',
      { type: 'nonsense' },
      { type: 'text', token: null },
      { type: 'text' },
      { type: 'sendDigits', digits: '12a' },
      { type: 'language' },
      { type: 'play' },
      { type: 'error', description: 'no' },
    ]
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'dtmf') for (const frame of frames) send(frame)
    })
    const { phone } = talking(app, 'dtmfDetection="true"')
    const call = await phone.call()
    await call.press('1')
    expect(call).toWaitFor('connect')
    await call.hangup()
    expect(ofKind(app.messages, 'error').map(({ description }) => description)).toEqual(
      frames.map(
        (frame) =>
          `Invalid message received, code: 64107, ${typeof frame === 'string' ? frame : JSON.stringify(frame)}`,
      ),
    )
    expect(problemsOf(call)).toEqual(frames.map(() => ['error', debuggerCode.relayInvalidMessage]))
  })

  test('ten invalid frames in a row: 1007 "Too many consecutive malformed messages.", failed; nine and a good one are not', async () => {
    const wrong = ({ send }: AppSide, count: number): void => {
      for (let at = 1; at <= count; at += 1) send(`this is not json #${at}`)
    }
    const { app, of, call } = await ended((_message, side) => {
      wrong(side, 9)
      side.send(say('fine'))
      wrong(side, 10)
    })
    expect(ofKind(app.messages, 'error')).toHaveLength(19)
    await expect
      .poll(() => app.closes)
      .toEqual([{ code: 1007, reason: 'Too many consecutive malformed messages.' }])
    expect(of('/after')[0]?.parameters).toMatchObject({ SessionStatus: 'failed', ErrorCode: '64105' })
    expect(problemsOf(call).at(-1)).toEqual(['error', debuggerCode.relayWebSocketEnded])
  })

  test.each([
    [
      'not 101',
      async () => (await socketApp(undefined, (tcp) => tcp.end('HTTP/1.1 404 Not Found\r\n\r\n'))).origin,
    ],
    ['unreachable', () => Promise.resolve('wss://127.0.0.1:1')],
    ['bad URL', () => Promise.resolve('ws://127.0.0.1:1')],
  ])('cannot connect (%s): 64102, SessionStatus failed', async (_name, origin) => {
    const url = `${await origin()}/relay`
    const { phone, of } = phoneTo({
      '/voice': `<Connect action="/after"><ConversationRelay url="${url}"/></Connect>`,
      '/after': '<Say>after</Say>',
    })
    const call = await phone.call()
    await call.ends()
    expect(of('/after')[0]?.parameters).toMatchObject({ SessionStatus: 'failed', ErrorCode: '64102' })
    expect(problemsOf(call)).toContainEqual(['error', debuggerCode.relayConnectionFailed])
  })

  test('without action the call goes on to the next verb, also after a lost socket', async () => {
    const app = await socketApp(({ type }, { socket }) => {
      if (type === 'setup') socket.terminate()
    })
    const { phone } = phoneTo({
      '/voice': `<Connect><ConversationRelay url="${app.origin}/relay"/></Connect><Say>next</Say>`,
    })
    const call = await phone.call()
    await call.ends()
    expect(call).toHaveSaid('next')
  })

  test('a second Connect+ConversationRelay on the same call: new sessionId, callStatus IN_PROGRESS, greeting again', async () => {
    const app = await socketApp(({ type }, { send }) => {
      if (type === 'dtmf') send({ type: 'end' })
    })
    const relay = relayTo(app, 'dtmfDetection="true" welcomeGreeting="Hello"')
    const { phone } = phoneTo({
      '/voice': relay,
      '/after': (_seen, count) => (count === 1 ? relay : '<Hangup/>'),
    })
    const call = await phone.call()
    await call.press('1')
    await call.hears('Hello')
    await call.hears('Hello')
    await call.hangup()
    const [first, second] = ofKind(app.messages, 'setup')
    expect(first?.['sessionId']).not.toBe(second?.['sessionId'])
    expect([first?.['callStatus'], second?.['callStatus']]).toEqual(['RINGING', 'IN_PROGRESS'])
  })

  test('SessionDuration: seconds rounded down, from about 0.3 s before setup', async () => {
    for (const [milliseconds, seconds] of [
      [8497, '8'],
      [8682, '8'],
      [8722, '9'],
      [12_808, '13'],
      [25_903, '26'],
      [34_360, '34'],
    ] as const) {
      const app = await socketApp()
      const { phone, of } = talking(app)
      const call = await phone.call({ settle: false })
      await call.sees(({ type }) => type === 'stream')
      await call.waits(milliseconds / 1000)
      await call.hangup()
      expect(of('/after')[0]?.parameters['SessionDuration']).toBe(seconds)
    }
  })

  test('an answer that takes real time, as that of a model, is heard', async () => {
    const app = await socketApp(({ type, voicePrompt }, { send }) => {
      if (type === 'prompt') setTimeout(() => send(say(`You said ${String(voicePrompt)}`)), 100)
    })
    const { phone } = talking(app)
    const call = await phone.call()
    await call.say('hello')
    expect(call).toHaveSaid('You said hello')
    await call.hangup()
  })
})

describe('captured sequences of ConversationRelay', () => {
  // In the log of this one its author has left fields out.
  const whole = captured.filter(
    ({ protocol, id }) => protocol === 'conversation-relay' && id !== 'cr-django-timing',
  )

  test.each(whole)('$id validates', ({ frames }) => {
    const sent = frames.flatMap(({ from, json }) => (from === 'twilio' && json !== undefined ? [json] : []))
    expect(sent.flatMap((json) => faultsOf('conversation-relay', json))).toEqual([])
  })
})

describe('the simulator sends the like of a captured sequence', () => {
  const greeting = 'This is the spike. Say something, or press a key.'
  // Partial prompts and clauses come as often as speech and voice allow; what counts is their place.
  const kindsOf = (messages: readonly Readonly<Record<string, unknown>>[]): readonly string[] => {
    const kinds = messages.map((message) =>
      ['type', 'name', message['name'] === 'tokensPlayed' ? '' : 'value', 'last']
        .filter((key) => message[key] !== undefined)
        .map((key) => String(message[key]))
        .join(' '),
    )
    return kinds.filter((kind, at) => kind !== kinds[at - 1])
  }
  const sentIn = (id: string): readonly Readonly<Record<string, unknown>>[] =>
    the(captured.find((each) => each.id === id)).frames.flatMap(({ from, json }) =>
      from === 'twilio' && json !== undefined ? [json] : [],
    )

  test('cr-socket-drop: the greeting, a prompt, its answer, and the connection lost', async () => {
    const app = await socketApp(({ type, last, voicePrompt }, { send }) => {
      if (type === 'prompt' && last === true) send(say(`I heard: ${String(voicePrompt)}`))
    })
    const { phone } = talking(app, `${everyEvent} welcomeGreeting="${greeting}"`)
    const call = await phone.call()
    await call.say('I am holding.')
    await call.waits(5)
    await call.hangup()
    expect(kindsOf(app.messages)).toEqual(kindsOf(sentIn('cr-socket-drop')))
  })

  test('cr-greeting-dtmf: a key interrupts the greeting, and a second key comes later', async () => {
    const app = await socketApp(({ type, digit }, { send }) => {
      if (type === 'dtmf') send(say(`Key ${String(digit)}.`))
    })
    const { phone, of } = talking(app, `${everyEvent} welcomeGreeting="${greeting}"`)
    const call = await phone.call({ settle: false })
    await call.waits(0.31)
    await call.press('9')
    await call.press('8')
    await call.hangup()
    expect(kindsOf(app.messages)).toEqual(kindsOf(sentIn('cr-greeting-dtmf')))
    const wire = the(captured.find(({ id }) => id === 'cr-greeting-dtmf')).frames
    const form = the(wire.find(({ event }) => event === 'action')?.form)
    const { SessionStatus, CallStatus } = of('/after')[0]?.parameters ?? {}
    expect({ SessionStatus, CallStatus }).toEqual({
      SessionStatus: form['SessionStatus'],
      CallStatus: form['CallStatus'],
    })
  })
})

/** A call whose app does `react` when a key is pressed. */
async function ended(react: (message: object, side: AppSide) => void) {
  const app = await socketApp((message, side) => {
    if (message['type'] === 'dtmf') react(message, side)
  })
  const { phone, of } = talking(app, 'dtmfDetection="true"')
  const call = await phone.call()
  await call.press('1')
  await call.hears('after')
  await call.ends()
  return { app, of, call, phone }
}

type Call = Awaited<ReturnType<ReturnType<typeof phoneTo>['phone']['call']>>

function problemsOf(call: Call): unknown[] {
  return call.events().flatMap((event) => (event.type === 'problem' ? [[event.level, event.twilioCode]] : []))
}
