/** Whoever makes Twilio's requests makes the same ones, and Twilio's own package accepts each. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { execFile } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { webhook } from '@ringback/arbitraries'
import { encodingStyle, kinds } from '@ringback/catalog'
import { headerPairs } from '@ringback/common'
import { buildPacts, verifyProvider } from '@ringback/contract'
import { fuzz } from '@ringback/fuzz'
import { recordingsOf, type Recording } from '@ringback/recording'
import { replay } from '@ringback/replay'
import { exchangesOf, runningExchangeIds } from '@ringback/simulator/engine'
import { signedRequest, toCurl, toRequest } from '@ringback/twilio-client'
import { createTwilioClient } from '@ringback/twilio-client/node'
import { assert, asyncProperty, pre } from 'fast-check'
import twilio from 'twilio'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const authToken = 'the token of the request laws'
const publicUrl = 'https://phone.example.com'
const run = promisify(execFile)

interface Received {
  readonly line: string
  readonly names: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}
let received: Received[] = []
let app = ''

const guarded = express()
guarded.use(async (request, _response, next) => {
  const body = (await buffer(request)).toString()
  const pairs = headerPairs(request.rawHeaders)
  received.push({
    line: `${request.method} ${request.url}`,
    names: pairs.map(([name]) => name),
    headers: new Map(pairs.map(([name, value]) => [name.toLowerCase(), value])),
    body,
  })
  request.body = Object.fromEntries(new URLSearchParams(body))
  next()
})
guarded.use(twilio.webhook(authToken, { protocol: 'https', host: 'phone.example.com' }))
guarded.use((_request, response) => void response.type('text/xml').send('<Response><Hangup/></Response>'))
const server = createServer(guarded)

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  received = []
})
afterAll(() => server.close())

const names = [
  'Host',
  'User-Agent',
  'X-Twilio-Signature',
  'I-Twilio-Idempotency-Token',
  'Content-Type',
  'Content-Length',
  'Accept',
  'Accept-Encoding',
  'X-Home-Region',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'Connection',
]
const inOrder = (method: string): readonly string[] =>
  method === 'POST' ? names : names.filter((name) => !name.startsWith('Content-'))

/** What is the same whoever sends it; each sender has tokens of its own. */
function content({ line, headers, body }: Received): unknown {
  const { host, connection, 'i-twilio-idempotency-token': token, ...others } = Object.fromEntries(headers)
  // These two are fetch's own.
  const { 'accept-language': _language, 'sec-fetch-mode': _mode, ...rest } = others
  expect(token).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)
  expect([host === undefined, connection === undefined]).toEqual([false, false])
  return { line, rest, body }
}

test('the client, fetch, curl and replay send one and the same request for a webhook of any kind', async () => {
  await assert(
    asyncProperty(webhook(), async (generated) => {
      received = []
      // What it has got before it would ask for again only if it has changed, as Twilio does.
      const client = createTwilioClient({ authToken, publicUrl, app })
      const { kind, method, parameters, style } = generated
      // The official middleware takes `%3F` in a query for `?`, and refuses the request.
      pre(method === 'POST' || !parameters.flat().some((text) => text.includes('?')))
      const url = `${publicUrl}/voice?tenant=7&x=a%20b`
      const options = { url, authToken, app, publicUrl }

      const outcome = await client.send({ kind, method, url, parameters, style })
      expect(outcome.hops[0]?.response?.status).toBe(200)
      const answer = await fetch(toRequest(generated, options))
      expect(answer.status).toBe(200)
      const { stdout } = await run('sh', ['-c', toCurl(generated, options)])
      expect(stdout).toMatch(/^HTTP\/1\.1 200/)
      const exchanges = exchangesOf(outcome, {
        callSid: 'CA00000000000000000000000000000001',
        parentCallSid: null,
        recorder: 'simulator',
        nextId: runningExchangeIds(),
      })
      const recordings: readonly Recording[] = recordingsOf(exchanges)
      const events = []
      for await (const event of replay({ recordings, clientFor: () => client })) events.push(event)
      expect(events.at(-1)).toMatchObject({ type: 'finished', counts: { same: 1, changed: 0, skipped: 0 } })

      const [first, ...others] = received
      if (first === undefined) throw new Error('the client sent nothing')
      expect(others).toHaveLength(3)
      expect(first.names).toEqual(inOrder(method))
      for (const other of others) expect(content(other)).toEqual(content(first))
      const { headers, body = '' } = signedRequest(generated, options)
      expect(first.names).toEqual(headers.map(([name]) => name))
      expect(first.body).toBe(body)
      await client.close()
    }),
    { numRuns: 60 },
  )
})

test('a replayed form keeps the spaces that Twilio wrote', async () => {
  const styles = new Set<string>()
  const client = createTwilioClient({ authToken, publicUrl, app })
  for (const { kind } of kinds) {
    received = []
    const parameters = [['FromCity', 'São Paulo']] as const
    const outcome = await client.send({ kind, method: 'POST', url: `${publicUrl}/x`, parameters })
    const exchanges = exchangesOf(outcome, {
      callSid: 'CA00000000000000000000000000000001',
      parentCallSid: null,
      recorder: 'simulator',
      nextId: runningExchangeIds(),
    })
    const replayed = replay({ recordings: recordingsOf(exchanges), clientFor: () => client })
    for await (const event of replayed) if (event.type === 'finished') break
    styles.add(encodingStyle(kind))
    const space = encodingStyle(kind) === 'plus' ? '+' : '%20'
    expect(received.map(({ body }) => body)).toEqual(Array(2).fill(`FromCity=S%C3%A3o${space}Paulo`))
  }
  expect([...styles].toSorted()).toEqual(['percent', 'plus'])
})

describe('contract verification', () => {
  test.each(['POST', 'GET'] as const)('sends Twilio’s own headers, in order: %s', async (method) => {
    const routes = [{ kind: 'gather.action', url: '/menu?a=1', method, cases: 'plain' }] as const
    const pacts = buildPacts({ routes, publicUrl, provider: 'laws', refusesForged: false })
    const report = await verifyProvider({ app, publicUrl, authToken, pacts })
    expect(report.failures).toEqual([])
    expect(received.length).toBeGreaterThan(0)
    for (const request of received) {
      expect(request.names).toEqual(inOrder(method))
      content(request)
    }
  })
})

test('the curl line of a finding sends what the fuzzer sent', async () => {
  const lines: string[] = []
  for await (const event of fuzz({
    voiceUrl: `${publicUrl}/voice`,
    authToken: 'another token',
    publicUrl,
    app,
    runs: 5,
  })) {
    if (event.type === 'finding') lines.push(event.finding.curl)
  }
  const [line] = lines
  if (line === undefined) throw new Error('an app that refuses every webhook has a finding')
  const sent = received.map(content)
  received = []
  await run('sh', ['-c', line])
  expect(received[0]?.names.toSorted()).toEqual(names.toSorted())
  expect(sent).toContainEqual(received.map(content)[0])
})
