import { buildPacts, type Pact, type PactFile, type Route, verifyProvider } from '@ringback/contract'
import { verify } from '@ringback/signature'
import { describe, expect, test } from 'vitest'
import { authToken, keepingApp, publicUrl, type Received } from '../support/apps.ts'

const states = { 'a call is in progress': { setup: () => ({ CallSid: `CA${'9'.repeat(32)}` }) } }
const odd = { Digits: null, SpeechResult: 'Größe + 100 % & 東京', UnstableSpeechResult: '' }

function hasGoodSignature({ method, target, body, headers }: Received): boolean {
  const signature = String(headers['x-twilio-signature'])
  return verify({ url: `${publicUrl}${target}`, method, authToken, signature, ...(body !== '' && { body }) })
}

describe('what reaches the app', () => {
  const routes: readonly Route[] = [
    { kind: 'gather.action', url: '/menu?attempt=1', parameters: odd, cases: 'plain' },
    { kind: 'gather.action', url: '/menu?attempt=1', parameters: odd, cases: 'plain', method: 'GET' },
    { kind: 'status.incoming-number', url: '/status', cases: 'plain' },
  ]
  const pacts = buildPacts({ provider: 'app', routes, refusesForged: false })

  test('is the pact byte for byte, signed', async () => {
    const { app, received } = keepingApp()
    const { failures } = await verifyProvider({ app, publicUrl, authToken, pacts })
    expect(failures).toEqual([])
    expect(received.map(({ target, body }) => `${target} ${body}`).toSorted()).toEqual(bytesOf(pacts))
    expect(received.filter((request) => !hasGoodSignature(request))).toEqual([])
  })

  test('has the values of the state handler in place and every other byte as it was', async () => {
    const { app, received } = keepingApp()
    await verifyProvider({ app, publicUrl, authToken, pacts, stateHandlers: states })
    const expected = bytesOf(pacts).map((line) =>
      line.replace(/CallSid=CA0+1/, `CallSid=CA${'9'.repeat(32)}`),
    )
    expect(received.map(({ target, body }) => `${target} ${body}`).toSorted()).toEqual(expected)
    expect(received.filter((request) => !hasGoodSignature(request))).toEqual([])
  })

  test('repeats and empties parameters as the pact does, also in the pact of another tool', async () => {
    const content = 'Multi=a%20b&Multi=c+d&Empty=&%E6%9D%B1=%E4%BA%AC&CallSid=CA1'
    const { app, received } = keepingApp()
    const { failures } = await verifyProvider({ app, publicUrl, authToken, pacts: [foreign(content)] })
    expect(failures).toEqual([])
    expect(received.map(({ body }) => body)).toEqual([content])
    expect(received.every(hasGoodSignature)).toBe(true)
    expect(received[0]?.headers).toMatchObject({ host: 'phone.example.com', 'user-agent': 'TwilioProxy/1.1' })
  })
})

test('the CallSid that a handler gives is expected in the answer', async () => {
  const document = (sid: string): string =>
    `<Response><Dial><Conference>${sid}</Conference></Dial></Response>`
  const example = `CA${'0'.repeat(31)}1`
  const [file] = buildPacts({
    provider: 'app',
    routes: [{ kind: 'gather.action', url: '/menu', cases: 'plain' }],
    refusesForged: false,
  })
  const pinned = JSON.parse(
    JSON.stringify(file).replace('"free":', `"twiml":[${JSON.stringify(document(example))}],"free":`),
  ) as PactFile
  const run = (sid: string): Promise<readonly string[]> =>
    verifyProvider({
      app: keepingApp(document(sid)).app,
      authToken,
      pacts: [pinned],
      stateHandlers: states,
    }).then(({ failures }) => failures)
  expect(await run(`CA${'9'.repeat(32)}`)).toEqual([])
  expect(await run(example)).toEqual([expect.stringContaining('Conference')])
})

function bytesOf(files: readonly PactFile[]): readonly string[] {
  return files
    .flatMap(({ pact }) => pact.interactions)
    .map(({ request, comments }) => {
      const note = comments?.['ringback'] as { target: string } | undefined
      return `${note?.target} ${formIn(request)}`
    })
    .toSorted()
}

function foreign(content: string): PactFile {
  const pact: Pact = {
    consumer: { name: 'hand' },
    provider: { name: 'app' },
    interactions: [
      {
        type: 'Synchronous/HTTP',
        description: 'by hand',
        request: {
          method: 'POST',
          path: '/hand',
          headers: { 'Content-Type': ['application/x-www-form-urlencoded'] },
          body: { content, contentType: 'application/x-www-form-urlencoded', encoded: false },
        },
        response: { status: 200 },
      },
    ],
    metadata: { pactSpecification: { version: '4.0' } },
  }
  return { name: 'hand.json', pact }
}

function formIn({ body }: Pact['interactions'][number]['request']): string {
  return typeof body?.content === 'string' ? body.content : ''
}
