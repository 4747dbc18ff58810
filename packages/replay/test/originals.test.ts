import { createRedactor } from '@ringback/redaction'
import type { Exchange, Recording } from '@ringback/recording'
import { replay, type ReplayEvent, type ReplayOptions } from '@ringback/replay'
import { describe, expect, it, test } from 'vitest'
import {
  clientOf,
  exchangeOf,
  recordingWith,
  tenantAnswers,
  tenantApp,
  type Tenant,
  type Tenants,
} from './support.ts'

const redactor = createRedactor({ key: new Uint8Array(32).fill(7) })

const acme: Tenant = { greeting: 'Welcome to Acme', dial: '+12025550143', pin: '4711' }
const tenants: Tenants = {
  '+12025550142': acme,
  '+12025550144': { greeting: 'Welcome to Bolt', dial: '+12025550145', pin: '1234' },
}
/** The app after its first tenant has changed. */
const changedBy = (change: Partial<Tenant>): Tenants => ({
  ...tenants,
  '+12025550142': { ...acme, ...change },
})
const form = (to: string, digits: string): string =>
  `CallSid=CA0123456789abcdef0123456789abcdef&From=%2B12025550146&To=${encodeURIComponent(to)}&CallStatus=in-progress&Digits=${digits}`

/** What the recorder saw at three pages of the app: one that decides by To, one by Digits, and one by neither. */
function recordedOf(current: Tenants): readonly Exchange[] {
  return (['/voice', '/pin', '/bye'] as const).map((path) => {
    const body = form('+12025550142', '4711')
    const exchange = exchangeOf(path, tenantAnswers(current, path, body))
    return { ...exchange, id: path, request: { ...exchange.request, body: { text: body } } }
  })
}

const originals = new Map(recordedOf(tenants).map((exchange) => [exchange.id, exchange]))
const recording = recordingWith(
  ...[...originals.values()].map((exchange) => redactor.redactExchange(exchange)),
)
const originalOf = ({ id }: Exchange): Exchange | null => originals.get(id) ?? null
const none = (): null => null

async function replayed(
  app: Tenants,
  options: Partial<ReplayOptions>,
  recordings: readonly Recording[] = [recording],
  bye?: string,
): Promise<readonly ReplayEvent[]> {
  const client = clientOf(tenantApp(app, bye))
  const events: ReplayEvent[] = []
  for await (const event of replay({ recordings, clientFor: () => client, ...options })) events.push(event)
  return events
}

function verdictsOf(events: readonly ReplayEvent[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === 'exchange' ? [[event.exchange.id, event.verdict]] : [])),
  )
}

const all = (verdict: string): Readonly<Record<string, string>> => ({
  '/voice': verdict,
  '/pin': verdict,
  '/bye': verdict,
})

/** The recording after a green replay that has noted how the app answers the redacted requests. */
async function noted(): Promise<Recording> {
  let result: Recording | undefined
  await replayed(tenants, {
    redactor,
    originalOf,
    note: async (recording) => {
      result = recording
    },
  })
  if (result === undefined) throw new Error('nothing was noted')
  return result
}

/** The recording as if the answers to its redacted requests could not be compared. */
function withoutAnswers({ exchanges, ...others }: Recording): Recording {
  const without = ({ redaction, ...exchange }: Exchange): Exchange => {
    const { answerToPseudonyms: _answer, ...note } = redaction ?? { keyId: '', replaced: {} }
    return { ...exchange, redaction: note }
  }
  return { ...others, exchanges: exchanges.map(without) }
}

function textOf(exchange: Exchange | undefined): string {
  return exchange !== undefined && 'text' in exchange.request.body ? exchange.request.body.text : ''
}

describe('with the key and the originals', () => {
  const means = { redactor, originalOf }

  it('replays green on an unchanged app that decides by what is redacted', async () => {
    const events = await replayed(tenants, means)
    expect(verdictsOf(events)).toEqual(all('same'))
    const sent = events.flatMap((event) => (event.type === 'exchange' ? event.sent : []))
    expect(new Set(sent)).toEqual(new Set(['original']))
  })

  test.each<[string, Tenants, readonly string[]]>([
    ['a greeting', changedBy({ greeting: 'Hello' }), ['/voice']],
    ['a dial target', changedBy({ dial: '+12025550147' }), ['/pin']],
    ['a PIN', changedBy({ pin: '0000' }), ['/pin']],
  ])('finds %s that changed', async (_what, app, changed) => {
    const verdicts = verdictsOf(await replayed(app, means))
    expect(Object.keys(verdicts).filter((id) => verdicts[id] === 'changed')).toEqual(changed)
    expect(Object.values(verdicts)).not.toContain('not-comparable')
  })

  it('says what changed without private values, unless it may reveal them', async () => {
    const app = changedBy({ dial: '+12025550147' })
    const told = JSON.stringify(await replayed(app, means))
    for (const number of ['2025550142', '2025550143', '2025550146', '2025550147', '4711']) {
      expect(told).not.toContain(number)
    }
    expect(JSON.stringify(await replayed(app, { ...means, reveal: true }))).toContain('2025550147')
  })

  it('gives the new answers to update, redacted and as they are', async () => {
    const app = changedBy({ greeting: 'Hello' })
    const updates: [Recording, readonly Exchange[]][] = []
    await replayed(app, { ...means, update: async (...update) => void updates.push(update) })
    const [[updated, changed] = []] = updates
    expect(updated?.exchanges.map(({ redaction }) => redaction?.keyId)).toEqual(Array(3).fill(redactor.keyId))
    expect(changed?.map(({ id }) => id)).toEqual(['/voice'])
    expect(JSON.stringify(changed)).toContain('>Hello<')
    const again = new Map([...originals, ...(changed ?? []).map((each) => [each.id, each] as const)])
    const events = await replayed(
      app,
      { redactor, originalOf: ({ id }) => again.get(id) ?? null },
      updated === undefined ? [] : [updated],
    )
    expect(verdictsOf(events)).toEqual(all('same'))
  })

  it('fails an exchange whose original cannot be opened, and goes on', async () => {
    const events = await replayed(tenants, {
      redactor,
      originalOf: (exchange) => {
        if (exchange.id === '/pin') throw new Error('the seal is broken')
        return originalOf(exchange)
      },
    })
    expect(verdictsOf(events)).toEqual({ ...all('same'), '/pin': 'failed' })
  })
})

describe('a green replay with the originals', () => {
  it('notes how the app answers the redacted requests, once', async () => {
    const recording = await noted()
    const notes = Object.fromEntries(
      recording.exchanges.map(({ id, redaction }) => [id, redaction?.withPseudonyms]),
    )
    expect(notes).toEqual({ '/voice': 'different', '/pin': 'different', '/bye': 'same' })
    const again = await replayed(tenants, { redactor, originalOf, note: async () => undefined }, [recording])
    expect(again.map(({ type }) => type)).not.toContain('noted')
  })

  it('notes nothing where an answer changed', async () => {
    const app = changedBy({ greeting: 'Hello' })
    const events = await replayed(app, { redactor, originalOf, note: async () => undefined })
    expect(events.map(({ type }) => type)).not.toContain('noted')
  })
})

describe('without the originals', () => {
  test.each([
    ['with the key', { redactor, originalOf: none }],
    ['without the key', { originalOf: none }],
  ])('reports no change of an unchanged app, %s', async (_how, means) => {
    const recordings = [await noted()]
    expect(verdictsOf(await replayed(tenants, means, recordings))).toEqual(all('same'))
    expect(verdictsOf(await replayed(tenants, means, recordings.map(withoutAnswers)))).toEqual({
      '/voice': 'not-comparable',
      '/pin': 'not-comparable',
      '/bye': 'same',
    })
  })

  it('says why an exchange is not comparable, and counts it', async () => {
    const events = await replayed(tenants, { originalOf: none }, [withoutAnswers(await noted())])
    const reasons = events.flatMap((event) => (event.type === 'exchange' ? (event.reason ?? []) : []))
    expect(reasons).toEqual(Array(2).fill('the answer depends on a redacted value'))
    expect(events.at(-1)).toMatchObject({ counts: { judged: 1, notComparable: 2 } })
  })

  it('finds a verb that changed in what is compared strictly', async () => {
    const events = await replayed(
      tenants,
      { originalOf: none },
      [await noted()],
      '<Redirect>/voice</Redirect>',
    )
    expect(verdictsOf(events)['/bye']).toBe('changed')
  })

  it.each([
    ['with the key', { redactor, originalOf: none }],
    ['without the key', { originalOf: none }],
  ])('finds a change in the answer to the redacted request, %s', async (_how, means) => {
    const redactedTo = new URLSearchParams(textOf(recording.exchanges[0])).get('To') ?? ''
    const known = { ...tenants, [redactedTo]: { greeting: 'Hello', dial: '+12025550148', pin: '1' } }
    const verdicts = verdictsOf(await replayed(known, means, [await noted()]))
    expect(verdicts).toEqual({ '/voice': 'changed', '/pin': 'changed', '/bye': 'same' })
  })

  it('doubts what no replay has noted', async () => {
    const verdicts = verdictsOf(await replayed(tenants, { redactor, originalOf: none }))
    expect(verdicts).toEqual({ '/voice': 'not-comparable', '/pin': 'not-comparable', '/bye': 'same' })
  })

  it('judges everything where nobody speaks of originals', async () => {
    expect(verdictsOf(await replayed(tenants, { redactor }))['/voice']).toBe('changed')
  })
})
