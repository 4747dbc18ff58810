import { probes, type SocketRequest } from '@ringback/checks'
import { expect, it, test } from 'vitest'
import { contextFor, plainRequest, type Answer } from '../support/exchanges.ts'
import { goodApp, refused, voice, type App } from '../support/probe-app.ts'

const media = {
  body: '<Response><Connect><Stream url="wss://phone.example.com/media"/></Connect></Response>',
}

/** What the probe finds in an app whose pages are `app`, and whose WebSockets are let in as `lets` says. */
async function foundIn(lets: (request: SocketRequest) => boolean, app: App) {
  const opened: SocketRequest[] = []
  const openSocket = (request: SocketRequest): Promise<boolean> => {
    opened.push(request)
    return Promise.resolve(lets(request))
  }
  const probe = probes.find(({ name }) => name === 'socket-signature')
  const findings = await probe?.run(plainRequest(voice), { ...contextFor(app), openSocket })
  return { findings, opened }
}

const signedOnly =
  (answer: () => Answer): App =>
  (received) =>
    received.isSigned ? answer() : refused
const isGenuine = ({ signature }: SocketRequest): boolean => signature === undefined

it.each([
  ['without a signature', ({ signature }) => signature === undefined || signature === null],
  ['with the signature of another auth token', ({ signature }) => signature !== null],
  ['without a signature and with the signature of another auth token', () => true],
] as const satisfies readonly (readonly [string, (request: SocketRequest) => boolean])[])(
  'finds a socket that opens %s',
  async (words, lets) => {
    const { findings } = await foundIn(
      lets,
      signedOnly(() => media),
    )
    expect(findings).toMatchObject([
      {
        code: 'socket-signature-not-enforced',
        severity: 'warning',
        message: expect.stringContaining(`/media ${words},`),
      },
    ])
  },
)

test.each([
  [
    'Connect and ConversationRelay',
    '<Connect><ConversationRelay url="wss://phone.example.com/a"/></Connect>',
  ],
  ['Start and Stream', '<Start><Stream url="wss://phone.example.com/a"/></Start><Say>Hello</Say>'],
])('finds the socket of %s', async (_what, verbs) => {
  const { findings } = await foundIn(
    () => true,
    signedOnly(() => ({ body: `<Response>${verbs}</Response>` })),
  )
  expect(findings).toHaveLength(1)
})

test('says nothing when what is not signed is refused', async () => {
  const { findings, opened } = await foundIn(
    isGenuine,
    signedOnly(() => media),
  )
  expect(findings).toEqual([])
  expect(opened).toHaveLength(3)
})

test('says nothing of a socket that does not open for Twilio either', async () => {
  const { findings } = await foundIn(
    (request) => !isGenuine(request),
    signedOnly(() => media),
  )
  expect(findings).toEqual([])
})

test.each<[string, App]>([
  ['checks no signatures', () => media],
  ['checks only that there is a signature', ({ request }) => (request.signature === null ? refused : media)],
  ['opens no socket', goodApp],
])('opens no socket of an app that %s', async (_what, app) => {
  const { findings, opened } = await foundIn(() => true, app)
  expect(findings).toEqual([])
  expect(opened).toEqual([])
})

const socketOf = (path: string, value: string): Answer => ({
  body: `<Response><Connect><Stream url="wss://phone.example.com/media${path}"><Parameter name="a" value="${value}"/></Stream></Connect></Response>`,
})

test('opens no socket that is another one for every call, or gets a value of its own', async () => {
  let calls = 0
  for (const answer of [
    () => socketOf(`/${(calls += 1)}`, 'x'),
    () => socketOf('', `token-${(calls += 1)}`),
  ]) {
    const { findings, opened } = await foundIn(() => true, signedOnly(answer))
    expect(findings).toEqual([])
    expect(opened).toEqual([])
  }
})

test('a Parameter that repeats what the app was told is no secret', async () => {
  const { findings } = await foundIn(
    () => true,
    (received) => (received.isSigned ? socketOf('', received.get('CallSid') ?? '') : refused),
  )
  expect(findings).toHaveLength(1)
})
