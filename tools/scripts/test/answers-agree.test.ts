import { compareAnswers, probes, type ObservedAnswer, type ProbeContext } from '@ringback/checks'
import { diffPacts, pactFiles, planInteractions, verifyProvider, type PactFile } from '@ringback/contract'
import type { Exchange, ExchangeResponse } from '@ringback/recording'
import { recordingsOf } from '@ringback/recording'
import { replay } from '@ringback/replay'
import { createTwilioClient, fetchTransport } from '@ringback/twilio-client/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const publicUrl = 'https://phone.example.com'
const kind = 'voice.incoming-pstn'
const authToken = 'a-token-for-tests'
const pairs = 60

const verbs = [
  '<Say>Hello</Say>',
  '<Say voice="Polly.Amy">Hello</Say>',
  '<Say loop="2">Good-bye</Say>',
  '<Play>/a.mp3</Play>',
  '<Pause/>',
  '<Pause length="1"/>',
  '<Pause length="9"/>',
  '<Gather action="/menu"><Say>Press 1</Say></Gather>',
  '<Gather action="https://phone.example.com/menu" timeout="5">\n<Say>Press 1</Say></Gather>',
  '<Gather action="/menu" timeout="9"><Say>Press 1</Say></Gather>',
  '<Dial>+14155550101</Dial>',
  '<Dial><Number statusCallback="/events">+14155550101</Number></Dial>',
  '<Redirect>/next</Redirect>',
  '<Shout>Hey</Shout>',
  '<Hangup/>',
] as const

const body = fc.array(fc.constantFrom(...verbs), { maxLength: 5 })

/** Two documents of an app: the same one written otherwise, one with a verb less or another one, or two of their own. */
const pair: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(
    body,
    body,
    fc.constantFrom<((one: string[], other: string[]) => readonly string[])[]>(
      (one) => one,
      (one) => one.slice(1),
      (one, other) => [...other.slice(0, 1), ...one.slice(1)],
      (_one, other) => other,
    ),
  )
  .map(([one, other, change]) => [
    `<Response>${one.join('')}</Response>`,
    `<?xml version="1.0"?>\n<Response>\n  ${change(one, other).join('\n  <!-- then -->')}\n</Response>`,
  ])

function responseOf(text: string): ExchangeResponse {
  return { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } }
}

function isBreaking(rows: readonly { readonly severity: string }[]): boolean {
  return rows.some(({ severity }) => severity === 'breaking')
}

test('a probe, a replay, a contract and its diff agree on what a caller notices', async () => {
  const documents = fc.sample(pair, pairs)
  const expected = documents.map(([before, after]) => {
    const answer = (text: string): ObservedAnswer => ({
      url: `${publicUrl}/voice`,
      response: responseOf(text),
      problem: null,
    })
    return isBreaking(compareAnswers(answer(before), answer(after), { kind }))
  })
  expect(new Set(expected)).toEqual(new Set([true, false]))
  expect(await Promise.all(documents.map(([before, after]) => probeNotices(before, after)))).toEqual(expected)
  expect(await Promise.all(documents.map(([before, after]) => replayNotices(before, after)))).toEqual(
    expected,
  )
  expect(documents.map(([before, after]) => diffNotices(before, after))).toEqual(expected)
  expect(await contractNotices(documents)).toEqual(expected)
})

/** Whether the probe that adds an unknown parameter finds the other document. */
async function probeNotices(before: string, after: string): Promise<boolean> {
  let sids = 0
  const context: ProbeContext = {
    authToken,
    otherUrls: [],
    accepts: () => true,
    begin: async () => undefined,
    openSocket: async () => false,
    freshSid: (prefix) => prefix + String(sids++).padStart(32, '0'),
    send: async ({ method, url, parameters }) => ({
      kind,
      request: { method, url, headers: [], body: { text: '' } },
      response: responseOf(parameters.some(([name]) => name === 'RingbackProbe') ? after : before),
      durationMs: 1,
      problem: null,
      redirectedTo: null,
    }),
  }
  const probe = probes.find(({ name }) => name === 'unknown-parameter')
  const request = {
    kind,
    method: 'POST',
    url: `${publicUrl}/voice`,
    parameters: [['From', '+14155550100']],
  } as const
  return ((await probe?.run(request, context)) ?? []).length > 0
}

async function replayNotices(before: string, after: string): Promise<boolean> {
  const app = (): Response => new Response(after, { headers: { 'content-type': 'text/xml' } })
  const twilio = createTwilioClient({ authToken, transport: fetchTransport(app) })
  for await (const event of replay({
    recordings: recordingsOf([recorded(before)]),
    clientFor: () => twilio,
  })) {
    if (event.type === 'exchange') return isBreaking(event.differences)
  }
  throw new Error('nothing was replayed')
}

function recorded(document: string): Exchange {
  return {
    id: '1',
    kind,
    callSid: `CA${'0'.repeat(32)}`,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 4,
    request: {
      method: 'POST',
      url: `${publicUrl}/voice`,
      headers: [],
      body: { text: `CallSid=CA${'0'.repeat(32)}&From=%2B14155550100` },
    },
    response: responseOf(document),
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}

function contractOf(documents: readonly string[]): readonly PactFile[] {
  const routes = documents.map((_, at) => ({ kind, url: `/voice/${at}`, cases: 'plain' }) as const)
  const planned = planInteractions({ routes, publicUrl }).interactions.map((interaction) => ({
    ...interaction,
    answer: responseOf(documents[Number(interaction.url.split('/').at(-1))] ?? ''),
  }))
  return pactFiles(planned, { provider: 'app', free: [], refusesForged: false })
}

function diffNotices(before: string, after: string): boolean {
  return isBreaking(diffPacts(contractOf([before]), contractOf([after])))
}

/** By Pact's verifier with the signing proxy in front of the app. */
async function contractNotices(
  documents: readonly (readonly [string, string])[],
): Promise<readonly boolean[]> {
  const fetch = ({ url }: Request): Response => {
    const place = Number(url.split('/').at(-1))
    return new Response(documents[place]?.[1] ?? '', { headers: { 'content-type': 'text/xml' } })
  }
  const pacts = contractOf(documents.map(([before]) => before))
  const { interactions } = await verifyProvider({ app: { fetch }, publicUrl, authToken, pacts })
  const failed = new Set(
    interactions.filter(({ verdict }) => verdict === 'failed').map(({ request }) => request),
  )
  return documents.map((_, at) => failed.has(`POST /voice/${at}`))
}
