import { createServer, type Server } from 'node:http'
import { replayFinding, type StoredFinding } from '@ringback/fuzz'
import { verify } from '@ringback/signature'
import { describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { securityPhase } from '../../src/phases/security.ts'
import { appOf, authToken, publicUrl, routeAt, runOn, twiml, type Page } from '../support.ts'

const socketUrl = 'wss://phone.example.com/'
const nouns = {
  'media-streams': '<Stream url="wss://phone.example.com"/>',
  'conversation-relay': '<ConversationRelay url="wss://phone.example.com"/>',
}
type Protocol = keyof typeof nouns

/** What an app does with an upgrade: opens it, answers a status, or breaks the connection. */
type Verdict = 'open' | 403 | 401 | 'break' | 'close'
type Opens = (signature: string | undefined, isRight: boolean) => Verdict

/** An app whose pages check signatures, with a WebSocket at its root. */
function socketApp(
  answer: (path: string, get: (name: string) => string | undefined) => Page,
  opens: Opens,
): Server {
  const server = createServer(appOf(({ path, get }) => answer(path, get)))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, connection, head) => {
    const header = request.headers['x-twilio-signature']
    const signature = header === undefined ? undefined : String(header)
    const isRight = verify({
      url: socketUrl,
      method: 'GET',
      parameters: [],
      authToken,
      signature: signature ?? '',
    })
    const verdict = opens(signature, isRight)
    if (verdict === 'break') connection.destroy()
    else if (typeof verdict === 'number')
      connection.end(`HTTP/1.1 ${verdict} No\r\nContent-Length: 0\r\n\r\n`)
    else
      sockets.handleUpgrade(request, connection, head, (socket) => {
        if (verdict === 'close') socket.close(1008)
      })
  })
  return server
}

/** What the probes find in a call that begins on `/voice`, and what they store. */
async function foundIn(app: Server, checks: readonly string[], more: Parameters<typeof routeAt>[1] = {}) {
  const stored: StoredFinding[] = []
  const store = { write: async (each: StoredFinding) => void stored.push(each), read: async () => undefined }
  const { run } = runOn(app, { checks, store })
  const route = routeAt('/voice', more)
  run.routes.add(route)
  run.routes.markCovered(route)
  const parameters = [
    ['CallSid', 'CA00000000000000000000000000000001'],
    ['From', '+14155550100'],
  ] as const
  run.routes.addTargetsOf(
    route,
    await run.app.send({ kind: route.kind, method: 'POST', url: route.url, parameters }),
  )
  await securityPhase(run)
  return { findings: run.ledger.findings(), stored }
}

// R12: upgrade accepted without or with a wrong signature = unauthenticated; rejected with the right one (wss spelling, slash) =
// wrong URL | 31920 / 64102
describe.concurrent.each(Object.keys(nouns) as readonly Protocol[])(
  'docs/facts/realtime.md, 5, R12: the upgrade of %s',
  (protocol) => {
    const page = (): Page => twiml(`<Connect>${nouns[protocol]}</Connect>`)
    const found = (opens: Opens) => foundIn(socketApp(page, opens), ['socket-signature'])

    test.each<[string, Opens, RegExp]>([
      ['anything', () => 'open', /without a signature and with the signature of another/],
      [
        'no signature',
        (signature, isRight) => (isRight || signature === undefined ? 'open' : 403),
        /without a sig/,
      ],
      [
        'any signature',
        (signature) => (signature === undefined ? 403 : 'open'),
        /with the signature of another/,
      ],
    ])('that takes %s is told as a warning', async (_what, opens, message) => {
      const { findings } = await found(opens)
      expect(findings).toMatchObject([
        {
          code: 'socket-signature-not-enforced',
          severity: 'warning',
          twilioCode: null,
          message: expect.stringMatching(message),
        },
      ])
    })

    test('a finding about it can be replayed', async () => {
      const opens: Opens = () => 'open'
      const { stored } = await found(opens)
      const [finding] = JSON.parse(JSON.stringify(stored)) as readonly StoredFinding[]
      if (finding === undefined) throw new Error('nothing was stored')
      const access = { authToken, publicUrl }
      expect(await replayFinding(finding, { ...access, app: socketApp(page, opens) })).toMatchObject({
        verdict: 'FAILED',
      })
      const mended = socketApp(page, (_signature, isRight) => (isRight ? 'open' : 403))
      expect(await replayFinding(finding, { ...access, app: mended })).toMatchObject({ verdict: 'FIXED' })
    })

    test.each<[string, Verdict]>([
      ['answers 403', 403],
      ['answers 401', 401],
      ['breaks the connection', 'break'],
      ['opens it and closes it', 'close'],
    ])('is not told of where the app %s', async (_what, verdict) => {
      const { findings } = await found((_signature, isRight) => (isRight ? 'open' : verdict))
      expect(findings).toEqual([])
    })

    test('is not told of where the app refuses Twilio as well: calls tell that', async () => {
      expect((await found(() => 403)).findings).toEqual([])
    })

    test('goes to no other host', async () => {
      const other = () => twiml(`<Connect>${nouns[protocol].replace('phone', 'other')}</Connect>`)
      const { findings } = await foundIn(
        socketApp(other, () => 'open'),
        ['socket-signature'],
      )
      expect(findings).toEqual([])
    })
  },
)

// R17: action answered for completed, ended and failed; failed must not be treated as a finished talk | none
describe('docs/facts/realtime.md, 5, R17: the action of a ConversationRelay is answered for completed, ended and failed', () => {
  const kind = 'connect.conversationrelay-action'
  const after = (answer: (status: string | undefined) => string) =>
    foundIn(
      socketApp(
        (_path, get) => twiml(answer(get('SessionStatus'))),
        () => 403,
      ),
      ['outcome-ignored'],
      { kind },
    )
  const thanks = '<Say>Thank you for calling.</Say>'

  test.each<[string, (status: string | undefined) => string]>([
    ['answers all three alike', () => thanks],
    ['looks for a word that is none of the three', (status) => (status === 'error' ? '<Hangup/>' : thanks)],
    ['treats failed as a finished talk', (status) => (status === 'completed' ? '' : thanks)],
  ])('a page that %s is told as a warning', async (_what, answer) => {
    const { findings, stored } = await after(answer)
    expect(findings).toMatchObject([{ code: 'outcome-ignored', severity: 'warning', kind, twilioCode: null }])
    expect(stored.map(({ finding }) => finding.request.params['SessionStatus'])).toEqual(['failed'])
  })

  test('a page that tells callers of the failure is not', async () => {
    const { findings } = await after((status) =>
      status === 'failed' ? '<Say>Please call again.</Say>' : thanks,
    )
    expect(findings).toEqual([])
  })
})
