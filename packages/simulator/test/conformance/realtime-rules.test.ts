import { sign } from '@ringback/signature'
import { acceptsSocket } from '@ringback/simulator/engine'
import { describe, expect, test } from 'vitest'
import { ofKind, socketApp, type AppSide, type SocketApp } from '../support/socket-app.ts'
import { phoneTo } from '../support/test-app.ts'
import { the } from '../support/the.ts'

type Message = SocketApp['messages'][number]
type Call = Awaited<ReturnType<ReturnType<typeof phoneTo>['phone']['call']>>

/** A call to an app with a stream or a relay, for as long as `talk` says; the codes of what was found, in their order. */
async function codesOf(
  noun: (origin: string) => string,
  react: (message: Message, side: AppSide) => void,
  talk: (call: Call) => Promise<void>,
  { settle = true } = {},
): Promise<{ readonly codes: readonly string[]; readonly app: SocketApp }> {
  const app = await socketApp(react)
  const { phone } = phoneTo(
    { '/voice': `<Connect>${noun(app.origin)}</Connect><Say>after</Say>` },
    { answerPatienceMs: 40 },
  )
  const call = await phone.call({ settle })
  await talk(call)
  if (!call.isOver()) await call.hangup()
  expect(call).toHaveNoErrors()
  return { codes: call.events().flatMap((event) => (event.type === 'problem' ? [event.code] : [])), app }
}

const stream = (origin: string): string => `<Stream url="${origin}/media"/>`
const relay =
  (attributes = '') =>
  (origin: string): string =>
    `<ConversationRelay url="${origin}/relay" dtmfDetection="true" ${attributes}/>`

const mulaw = (milliseconds: number): Buffer => Buffer.alloc(milliseconds * 8, 0xff)
const media = (streamSid: unknown, audio: Buffer): object => ({
  event: 'media',
  streamSid,
  media: { payload: audio.toString('base64') },
})
const text = (token: string, last = true): object => ({ type: 'text', token, last })
const nothing = (): void => {}

/** A tone in 16-bit PCM, as quiet as speech often is. */
const pcm = Buffer.concat(
  Array.from({ length: 160 }, (_, at) => {
    const sample = Buffer.alloc(2)
    sample.writeInt16LE(Math.round(Math.sin(at / 7) * 200))
    return sample
  }),
)

describe('docs/facts/realtime.md, 5, R7: payload is mu-law without a file header, and no 16-bit PCM', () => {
  const played = (audio: Buffer) =>
    codesOf(
      stream,
      ({ event, streamSid }, { send }) => {
        if (event === 'start') for (let at = 0; at < 3; at += 1) send(media(streamSid, audio))
      },
      (call) => call.waits(1),
    )

  test.each([
    ['a WAV file', Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), mulaw(40)])],
    ['an MP3 file', Buffer.concat([Buffer.from('ID3\u0004'), mulaw(40)])],
    ['16-bit PCM', pcm],
  ])('%s is told once', async (_name, audio) => {
    expect((await played(audio)).codes).toEqual(['stream-audio-format'])
  })

  test.each([
    ['silence', mulaw(20)],
    ['silence of the other sign', Buffer.alloc(160, 0x7f)],
    ['zeros', Buffer.alloc(160)],
    ['a tone', Buffer.from(Array.from({ length: 160 }, (_, at) => (at % 20 < 10 ? 0x90 : 0x10)))],
    ['every value', Buffer.from(Array.from({ length: 256 }, (_, at) => at))],
    ['less than a frame', Buffer.from([0, 1, 0])],
  ])('%s is mu-law', async (_name, audio) => {
    expect((await played(audio)).codes).toEqual([])
  })
})

describe('docs/facts/realtime.md, 5, R8 and R9: the caller speaks while the app plays its audio', () => {
  /** An app that plays for ten seconds, and does `react` at the first sound of the caller. */
  const interrupted = (react: (streamSid: unknown, side: AppSide) => void, seconds = 10) => {
    let isSpeaking = false
    return codesOf(
      stream,
      ({ event, streamSid, media: heard }, side) => {
        if (event === 'start') side.send(media(streamSid, mulaw(seconds * 1000)))
        const { payload = '' } = (heard ?? {}) as { payload?: string }
        const isSound = payload !== '' && !payload.startsWith('////')
        if (isSound && !isSpeaking) react(streamSid, side)
        isSpeaking ||= isSound
      },
      async (call) => {
        await call.waits(1)
        await call.say('wait, that is not what I meant', { settle: false })
        await call.waits(4)
      },
    )
  }
  const clear = (streamSid: unknown): object => ({ event: 'clear', streamSid })

  test('R8: clear arrives within 2 s, or barge-in is not handled', async () => {
    expect((await interrupted(nothing)).codes).toEqual(['barge-in-ignored'])
    expect((await interrupted((streamSid, { send }) => send(clear(streamSid)))).codes).toEqual([])
  })

  test('R8: audio that ends by itself in that time needs no clear', async () => {
    expect((await interrupted(nothing, 2)).codes).toEqual([])
  })

  test('R9: after clear, no media of the old answer', async () => {
    const { codes } = await interrupted((streamSid, { send }) => {
      send(clear(streamSid))
      send(media(streamSid, mulaw(400)))
    })
    expect(codes).toEqual(['audio-after-clear'])
  })
})

test('docs/facts/realtime.md, 5, R10: marks that clear returns, marks of one name and marks without audio all come back', async () => {
  const { app, codes } = await codesOf(
    stream,
    ({ event, streamSid }, { send }) => {
      if (event !== 'start') return
      const mark = { event: 'mark', streamSid, mark: { name: 'same' } }
      send(mark)
      send(media(streamSid, mulaw(1000)))
      send(mark)
      send(mark)
      send({ event: 'clear', streamSid })
    },
    (call) => call.waits(0.2),
  )
  expect(ofKind(app.messages, 'mark').map(({ mark }) => mark)).toEqual([
    { name: 'same' },
    { name: 'same' },
    { name: 'same' },
  ])
  expect(codes).toEqual([])
})

// R12: upgrade accepted without or with a wrong signature = unauthenticated; rejected with the right one (wss spelling, slash) = wrong
// URL | 31920 / 64102
describe.each(['media-streams', 'conversation-relay'] as const)(
  'docs/facts/realtime.md, 5, R12: the upgrade of %s is accepted with the right signature only',
  (protocol) => {
    const authToken = 'the-token-of-the-account'
    /** An app that checks the signature of its upgrades, over the URL that it believes to have. */
    const appAt = async (ownUrl: (origin: string) => string) => {
      const app: SocketApp = await socketApp(
        nothing,
        undefined,
        ({ url, headers }) =>
          // As it is computed, without the other spellings that a good check tries as well.
          sign({ url: ownUrl(app.origin) || `${app.origin}${url}`, parameters: [], authToken }) ===
          headers['x-twilio-signature'],
      )
      return (signature?: string | null, token = authToken) =>
        acceptsSocket(
          { publicUrl: undefined, upstreamUrl: undefined, allowRemote: false, connect: undefined },
          token,
          { protocol, url: app.origin, ...(signature !== undefined && { signature }) },
        )
    }

    test('with the right one over the wss URL with a slash, and with no other', async () => {
      const opens = await appAt(() => '')
      expect(
        await Promise.all([opens(), opens(null), opens(''), opens('wrong'), opens(undefined, 'other')]),
      ).toEqual([true, false, false, false, false])
    })

    test.each([
      ['without the slash', (origin: string) => origin],
      ['as https', (origin: string) => `${origin.replace('wss:', 'https:')}/`],
      ['as ws', (origin: string) => `${origin.replace('wss:', 'ws:')}/`],
    ])('an app that spells its URL %s refuses the right one', async (_how, ownUrl) => {
      expect(await (await appAt(ownUrl))()).toBe(false)
    })

    test('the refusal of the right one is told with its code', async () => {
      const app = await socketApp(nothing, undefined, () => false)
      const noun = protocol === 'media-streams' ? 'Stream' : 'ConversationRelay'
      const { phone } = phoneTo({
        '/voice': `<Connect><${noun} url="${app.origin}"/></Connect><Say>after</Say>`,
      })
      const call = await phone.call()
      await call.ends()
      expect(call.events().flatMap((event) => (event.type === 'problem' ? [event.twilioCode] : []))).toEqual([
        protocol === 'media-streams' ? 31920 : 64102,
      ])
    })
  },
)

test('docs/facts/realtime.md, 5, R13: two calls at a time have streams of their own', async () => {
  const app = await socketApp()
  const { phone } = phoneTo(
    { '/voice': `<Connect>${stream(app.origin)}</Connect>` },
    { answerPatienceMs: 40 },
  )
  const [one, other] = [await phone.call(), await phone.call()]
  await one.waits(0.1)
  await other.waits(0.1)
  await one.hangup()
  await other.hangup()
  const starts = ofKind(app.messages, 'start').map(({ start }) => start as Record<string, unknown>)
  expect(starts.map(({ callSid }) => callSid)).toEqual([one.callSid, other.callSid])
  for (const { streamSid } of starts) {
    const ofStream = app.messages.filter((message) => message['streamSid'] === streamSid)
    expect(ofStream.map(({ sequenceNumber }) => sequenceNumber)).toEqual(
      ofStream.map((_, at) => String(at + 1)),
    )
  }
})

test('docs/facts/realtime.md, 5, R14: the last message is stop; none is called close or closed', async () => {
  const { app } = await codesOf(stream, nothing, (call) => call.waits(0.1))
  expect(app.messages.at(-1)).toMatchObject({ event: 'stop' })
  expect(app.messages.filter(({ event }) => /^closed?$/.test(String(event)))).toEqual([])
})

describe('docs/facts/realtime.md, 5, R15: the app hangs up before the last mark returns', () => {
  const goodbye = (audio: Buffer, closesAt: 'start' | 'mark') =>
    codesOf(
      stream,
      ({ event, streamSid }, { send, socket }) => {
        if (event === 'start') {
          send(media(streamSid, audio))
          send({ event: 'mark', streamSid, mark: { name: 'end' } })
        }
        if (event === closesAt) socket.close(1000)
      },
      (call) => call.ends(),
    )

  test('the caller does not hear the end', async () => {
    expect((await goodbye(mulaw(1600), 'start')).codes).toEqual(['audio-cut-off', 'stream-closed'])
  })

  test('an app that waits for the mark is heard to the end', async () => {
    expect((await goodbye(mulaw(1600), 'mark')).codes).toEqual(['stream-closed'])
  })
})

describe('docs/facts/realtime.md, 5, R18 and R19: whose turn it is in a ConversationRelay', () => {
  const talkOver = async (call: Call): Promise<void> => {
    await call.waits(0.6)
    await call.say('wait, that is not what I meant', { settle: false })
    await call.waits(4)
  }

  test('R18: on interrupt the app stops the old answer; more of it talks over the caller', async () => {
    const { codes } = await codesOf(
      relay(),
      ({ type }, { send }) => {
        if (type === 'setup') send(text('One two three four five six seven eight nine', false))
        if (type === 'interrupt') for (const word of [' ten', ' eleven.']) send(text(word, false))
      },
      talkOver,
      // The agent is still speaking.
      { settle: false },
    )
    expect(codes).toEqual(['talks-over-caller'])
  })

  test('R18: the answer to what the caller says is a new one', async () => {
    const { codes } = await codesOf(
      relay(),
      ({ type, last }, { send }) => {
        if (type === 'setup') send(text('One two three four five six seven eight nine', false))
        if (type === 'prompt' && last === true) send(text('I see.'))
      },
      talkOver,
      // The agent is still speaking.
      { settle: false },
    )
    expect(codes).toEqual([])
  })

  test('R18: a key interrupts as well, and is answered at once', async () => {
    const { codes, app } = await codesOf(
      relay(),
      ({ type }, { send }) => {
        if (type === 'setup') send(text('One two three four five six seven eight nine'))
        if (type === 'dtmf') send(text('You pressed a key.'))
      },
      async (call) => {
        await call.waits(0.6)
        await call.press('1')
      },
      { settle: false },
    )
    expect(codes).toEqual([])
    expect(ofKind(app.messages, 'interrupt')).toHaveLength(1)
  })

  const onPartials = (answers: 'partial' | 'last') =>
    codesOf(
      relay('partialPrompts="true"'),
      ({ type, last }, { send }) => {
        if (type === 'prompt' && last === (answers === 'last')) send(text('Yes.'))
      },
      async (call) => {
        await call.say('I would like to book a table', { settle: false })
        await call.waits(4)
      },
    )

  test('R19: partial prompts must not trigger answers', async () => {
    expect((await onPartials('partial')).codes).toEqual(['answers-partial-prompt'])
    expect((await onPartials('last')).codes).toEqual([])
  })
})

describe('docs/facts/realtime.md, 5, R20: the first messages come at once after the upgrade', () => {
  const late = async (noun: (origin: string) => string, kind: 'event' | 'type') => {
    const seen: unknown[] = []
    const app = await socketApp()
    app.onSocket = (socket) => {
      // An app that attaches its listener after an await, which takes longer than the first messages.
      const attach = (): void => {
        if (app.messages.length === 0) setTimeout(attach, 30)
        else
          socket.on('message', (data) =>
            seen.push((JSON.parse((data as Buffer).toString()) as Message)[kind]),
          )
      }
      setTimeout(attach, 30)
    }
    const { phone } = phoneTo(
      { '/voice': `<Connect>${noun(app.origin)}</Connect>` },
      { answerPatienceMs: 40 },
    )
    const call = await phone.call()
    await call.waits(0.5)
    await call.hangup()
    return { seen, kinds: app.messages.map((message) => message[kind]) }
  }

  test('connected and start are there for a listener that is attached at once, and lost for a late one', async () => {
    const { seen, kinds } = await late(stream, 'event')
    expect(kinds.slice(0, 2)).toEqual(['connected', 'start'])
    expect(seen).not.toContain('start')
  })

  test('so is setup', async () => {
    const { seen, kinds } = await late(relay(), 'type')
    expect(kinds[0]).toBe('setup')
    expect(seen).not.toContain('setup')
  })
})

test('docs/facts/realtime.md, 5, R22: no answer to a prompt within 10 s is silence', async () => {
  const asked = (answer: boolean) =>
    codesOf(
      relay(),
      ({ type }, { send }) => {
        if (type === 'prompt' && answer) send(text('Yes.'))
      },
      async (call) => {
        await call.say('hello?')
        await call.waits(11)
      },
    )
  expect((await asked(false)).codes).toEqual(['agent-silent'])
  expect((await asked(true)).codes).toEqual([])
})

describe('docs/facts/realtime.md, 2.4: 4 tracks a call for Start streams, shared with SIPREC and transcription', () => {
  const started = async (nouns: (origin: string) => string, more = '') => {
    const app = await socketApp()
    const { phone } = phoneTo({
      '/voice': `<Start>${nouns(app.origin)}</Start>${more.replaceAll('$origin', app.origin)}<Pause length="1"/>`,
    })
    const call = await phone.call()
    await call.ends()
    return { call, streams: ofKind(app.messages, 'start').length }
  }
  const named = (origin: string, name: string, track = 'both_tracks'): string =>
    `<Stream name="${name}" url="${origin}/media" track="${track}"/>`

  test('two streams of both tracks are four; a third stream does not start, and the call goes on', async () => {
    const { call, streams } = await started(
      (origin) => named(origin, 'a') + named(origin, 'b') + named(origin, 'c', 'inbound_track'),
    )
    expect(streams).toBe(2)
    expect(call).toHaveNoErrors()
    expect(the(call.timeline.find((line) => line.includes('warning')))).toContain(
      '<Stream> needs 1 track, and 4 of the 4 of a call are taken',
    )
  })

  test('Siprec and Transcription take tracks of the same four', async () => {
    const { call, streams } = await started(
      (origin) =>
        `<Transcription track="both_tracks"/><Siprec connectorName="x" track="both_tracks"/>${named(origin, 'a')}`,
    )
    expect(streams).toBe(0)
    expect(call.timeline.join('\n')).toContain('<Stream> needs 2 tracks')
  })

  test('Stop gives them back', async () => {
    const { call, streams } = await started(
      (origin) => named(origin, 'a') + named(origin, 'b'),
      '<Stop><Stream name="a"/></Stop><Start><Stream name="c" url="$origin/media" track="both_tracks"/></Start>',
    )
    expect(streams).toBe(3)
    expect(call.timeline.join('\n')).not.toContain('are taken')
  })
})
