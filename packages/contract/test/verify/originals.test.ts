import {
  buildContract,
  buildPacts,
  contractNote,
  verifyProvider,
  type PactFile,
  type PactInteraction,
  type VerificationReport,
  type VerifyOptions,
} from '@ringback/contract'
import { recordingsOf, type Exchange, type PseudonymVerdict } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { describe, expect, it, test } from 'vitest'
import { authToken, publicUrl } from '../support/apps.ts'
import { tenant, tenantApp, tenantExchanges, type Tenant } from '../support/tenants.ts'

const redactor = createRedactor({ key: new Uint8Array(32).fill(7) })
const originals = new Map(tenantExchanges.map((exchange) => [exchange.id, exchange]))

/** What a replay with the originals has noted of the pages. */
const notes: Readonly<Record<string, PseudonymVerdict>> = {
  '/voice': 'different',
  '/pin': 'different',
  '/bye': 'same',
}

function redacted(isNoted: boolean): readonly Exchange[] {
  return tenantExchanges.map((original) => {
    const exchange = redactor.redactExchange(original)
    const { redaction } = exchange
    const withPseudonyms = isNoted ? notes[original.id] : undefined
    return redaction === undefined || withPseudonyms === undefined
      ? exchange
      : { ...exchange, redaction: { ...redaction, withPseudonyms } }
  })
}

async function pactsOf(isNoted: boolean): Promise<readonly PactFile[]> {
  const events = buildContract({
    provider: 'app',
    publicUrl,
    recordings: recordingsOf(redacted(isNoted)),
    sealedOriginalOf: async ({ id }) => `sealed ${id}`,
  })
  for await (const event of events) if (event.type === 'finished') return event.files
  return []
}

const pacts = await pactsOf(true)

/** Opens what travels in the pact. */
function originalOf(interaction: PactInteraction): Exchange | null {
  const sealed = contractNote(interaction)?.recorded?.original ?? ''
  return originals.get(sealed.replace('sealed ', '')) ?? null
}
const none = (): null => null

async function verified(
  options: Partial<VerifyOptions>,
  current: Tenant = tenant,
  bye?: string,
): Promise<VerificationReport> {
  return verifyProvider({
    app: tenantApp(current, bye),
    publicUrl,
    authToken,
    pacts,
    ...options,
    passWithNothing: true,
  })
}

function verdictsOf({ interactions }: VerificationReport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    interactions.map(({ request, verdict }) => [request.replace('POST ', ''), verdict]),
  )
}

const all = (verdict: string): Readonly<Record<string, string>> => ({
  '/voice': verdict,
  '/pin': verdict,
  '/bye': verdict,
})

test('a contract from redacted recordings holds nothing private in readable form', () => {
  const text = JSON.stringify(pacts)
  for (const value of ['2025550142', '2025550143', '2025550146', '4711']) expect(text).not.toContain(value)
})

describe('with the key and the originals', () => {
  const means = { redactor, originalOf }

  it('an unchanged app that decides by what is redacted keeps its contract', async () => {
    const report = await verified(means)
    expect(report.failures).toEqual([])
    expect(verdictsOf(report)).toEqual(all('passed'))
  })

  test.each<[string, Partial<Tenant>, string]>([
    ['a dial target', { dial: '+12025550147' }, '/pin'],
    ['a PIN', { pin: '0000' }, '/pin'],
  ])('finds %s that changed, and does not say the private values', async (_what, change, path) => {
    const report = await verified(means, { ...tenant, ...change })
    expect(verdictsOf(report)).toEqual({ ...all('passed'), [path]: 'failed' })
    expect(JSON.stringify(report)).not.toMatch(/20255501(?:4[2-7])|4711/)
  })

  it('takes another greeting for a change of wording, which is free', async () => {
    const report = await verified(means, { ...tenant, greeting: 'Hello' })
    expect(verdictsOf(report)).toEqual(all('passed'))
    expect(report.interactions.flatMap(({ differences }) => differences)).toMatchObject([
      { severity: 'safe' },
    ])
  })
})

describe('without the originals', () => {
  test.each([
    ['with the key', { redactor, originalOf: none }],
    ['without the key', { originalOf: none }],
  ])('an unchanged app breaks nothing, %s', async (_how, means) => {
    const report = await verified(means)
    expect(report.failures).toEqual([])
    expect(verdictsOf(report)).toEqual({
      '/voice': 'not-comparable',
      '/pin': 'not-comparable',
      '/bye': 'passed',
    })
    expect(report.counts).toMatchObject({ judged: 1, passed: 1, notComparable: 2 })
  })

  test.each([
    ['<Reject/>', 'passed'],
    ['<Hangup/>', 'failed'],
  ])('compares with the noted answer to the redacted request: %s', async (answered, verdict) => {
    const answerToPseudonyms = {
      status: 200,
      headers: [['Content-Type', 'text/xml']] as const,
      body: { text: `<Response>${answered}</Response>` },
    }
    const exchanges = redacted(true).map(({ redaction, ...exchange }) => ({
      ...exchange,
      ...(redaction && {
        redaction:
          redaction.withPseudonyms === 'different' ? { ...redaction, answerToPseudonyms } : redaction,
      }),
    }))
    const report = await verified({
      originalOf: none,
      pacts: buildPacts({ provider: 'app', publicUrl, recordings: recordingsOf(exchanges) }),
    })
    expect(verdictsOf(report)).toEqual({ '/voice': verdict, '/pin': verdict, '/bye': 'passed' })
  })

  it('finds a verb that changed in what is compared strictly', async () => {
    const report = await verified({ originalOf: none }, tenant, '<Redirect>/voice</Redirect>')
    expect(verdictsOf(report)['/bye']).toBe('failed')
  })

  it('doubts what no replay has noted', async () => {
    const report = await verified({ redactor, originalOf: none, pacts: await pactsOf(false) })
    expect(verdictsOf(report)).toEqual({
      '/voice': 'not-comparable',
      '/pin': 'not-comparable',
      '/bye': 'passed',
    })
  })
})

test('what the caller hears is told, redacted as the contract is, and not at all without the key', async () => {
  const withKey = await verified({ originalOf, redactor })
  const first = withKey.interactions.find(({ request }) => request === 'POST /voice')
  expect(first?.expected?.[0]).toMatch(/^Says: /)
  expect(first?.answered).toEqual(first?.expected)
  const changed = await verified({ originalOf, redactor }, tenant, 'So long.')
  const bye = changed.interactions.find(({ request }) => request === 'POST /bye')
  expect(bye?.answered).not.toEqual(bye?.expected)
  const without = await verified({ originalOf: none })
  expect(new Set(without.interactions.map(({ answered }) => answered))).toEqual(new Set([null]))
  const told = JSON.stringify(
    [withKey, changed].map(({ interactions }) =>
      interactions.map(({ expected, answered }) => [expected, answered]),
    ),
  )
  expect(told).toContain('Dials ')
  expect(told).not.toContain(tenant.dial)
})
