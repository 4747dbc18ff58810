import { createRedactor } from '@ringback/redaction'
import { replay, type ReplayEvent, type ReplayOptions } from '@ringback/replay'
import { describe, expect, it } from 'vitest'
import { appWith, clientOf, clientOfNoApp, exchangeOf, recordingWith, type Page } from './support.ts'

const menu = '<Response><Gather numDigits="1"><Say>Press 1</Say></Gather><Hangup/></Response>'

async function eventsOf(options: ReplayOptions): Promise<readonly ReplayEvent[]> {
  const events: ReplayEvent[] = []
  for await (const event of replay(options)) events.push(event)
  return events
}

async function replayed(
  pages: Readonly<Record<string, Page>>,
  options: Omit<ReplayOptions, 'clientFor'>,
): Promise<readonly ReplayEvent[]> {
  const client = clientOf(appWith(pages))
  return eventsOf({ clientFor: () => client, ...options })
}

function verdictsOf(events: readonly ReplayEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'exchange' ? event.verdict : []))
}

describe('replay', () => {
  it('signs again, and finds an answer that says the same to be the same', async () => {
    const rewritten = `<?xml version="1.0"?>\n<!-- menu -->\n<Response>\n  <Gather input="dtmf" numDigits='1'>
      <Say><![CDATA[Press 1]]></Say></Gather>\n  <Hangup></Hangup>\n</Response>`
    const events = await replayed(
      { '/menu': { body: rewritten } },
      { recordings: [recordingWith(exchangeOf('/menu', menu))] },
    )
    expect(events.at(-1)).toEqual({
      type: 'finished',
      counts: { recordings: 1, judged: 1, same: 1, changed: 0, notComparable: 0, skipped: 0, failed: 0 },
    })
  })

  it.each<[string, Page, string, string]>([
    [
      'a lost Gather',
      { body: '<Response><Say>Press 1</Say><Hangup/></Response>' },
      'twiml',
      'no longer gets',
    ],
    ['other words', { body: menu.replace('Press 1', 'Press 2') }, 'twiml', 'Press 2'],
    ['another status', { body: menu, status: 500 }, 'status', '500 instead of 200'],
    ['another type', { body: menu, type: 'application/json' }, 'content-type', 'application/json'],
    ['no TwiML any more', { body: 'oops', type: 'text/xml' }, 'no-twiml', 'is not TwiML'],
  ])('tells %s', async (_case, page, code, words) => {
    const events = await replayed(
      { '/menu': page },
      { recordings: [recordingWith(exchangeOf('/menu', menu))] },
    )
    const differences = events.flatMap((event) => (event.type === 'exchange' ? event.differences : []))
    expect(differences.map((difference) => difference.code)).toContain(code)
    expect(differences.map(({ message }) => message).join('\n')).toContain(words)
  })

  it('goes on when the app is down, and says so', async () => {
    const client = await clientOfNoApp()
    const events = await eventsOf({
      recordings: [recordingWith(exchangeOf('/menu', menu), exchangeOf('/next', menu))],
      clientFor: () => client,
    })
    const problems = events.flatMap((event) => (event.type === 'exchange' ? [event.problem?.twilioCode] : []))
    expect(problems).toHaveLength(2)
    expect(problems.every((code) => code !== undefined && code >= 11_200)).toBe(true)
    expect(verdictsOf(events)).toEqual(['changed', 'changed'])
  })

  it('does not send what was forged, is no webhook or was cut off', async () => {
    const whole = exchangeOf('/menu', menu)
    const events = await replayed(
      { '/menu': { body: menu } },
      {
        recordings: [
          recordingWith(
            { ...whole, id: '1', signature: 'invalid' },
            { ...whole, id: '2', request: { ...whole.request, method: 'DELETE' } },
            { ...whole, id: '3', request: { ...whole.request, body: { text: 'a=', truncatedAt: 2 } } },
          ),
        ],
      },
    )
    expect(verdictsOf(events)).toEqual(['skipped', 'skipped', 'skipped'])
  })

  it('reports an exchange with a bad URL, and goes on', async () => {
    const whole = exchangeOf('/menu', menu)
    const bad = ['http:///', '', '/menu', 'ftp://phone.example.com/', 'http://[', 'https://a b/'].map(
      (url, at) => ({ ...whole, id: `bad-${at}`, request: { ...whole.request, url } }),
    )
    const events = await replayed(
      { '/menu': { body: menu } },
      { recordings: [recordingWith(...bad, { ...whole, id: 'good' })] },
    )
    expect(verdictsOf(events)).toEqual([...bad.map(() => 'failed'), 'same'])
    const problems = events.flatMap((event) => (event.type === 'exchange' ? (event.problem ?? []) : []))
    expect(problems.map(({ code }) => code)).toEqual(bad.map(() => 'damaged-recording'))
    expect(events.at(-1)).toMatchObject({ counts: { judged: 1, same: 1, failed: bad.length } })
  })

  it('goes on when a client cannot be made or throws', async () => {
    const events = await eventsOf({
      recordings: [recordingWith(exchangeOf('/1', menu), exchangeOf('/2', menu))],
      clientFor: () => {
        throw new Error('no such origin')
      },
    })
    expect(verdictsOf(events)).toEqual(['failed', 'failed'])
    expect(events.at(-1)).toMatchObject({ counts: { judged: 0, failed: 2 } })
  })

  it('says when it has judged nothing', async () => {
    const forged = { ...exchangeOf('/menu', menu), signature: 'invalid' } as const
    const skipped = await replayed({}, { recordings: [recordingWith(forged)] })
    expect(skipped.at(-1)).toMatchObject({ counts: { judged: 0, skipped: 1 } })
    expect((await replayed({}, { recordings: [] })).at(-1)).toMatchObject({ counts: { judged: 0 } })
  })

  it('gives the new answers to update, once a recording and only when something changed', async () => {
    const updated: string[] = []
    const changed = exchangeOf('/changed', menu)
    await replayed(
      { '/changed': { body: '<Response/>' }, '/same': { body: menu } },
      {
        recordings: [
          recordingWith(changed, exchangeOf('/same', menu)),
          recordingWith(exchangeOf('/same', menu)),
        ],
        update: async ({ exchanges }) => {
          updated.push(
            ...exchanges.map(({ response }) =>
              response && 'text' in response.body ? response.body.text : '',
            ),
          )
        },
      },
    )
    expect(updated).toEqual(['<Response/>', menu])
  })

  it('sends in order and stops at the signal', async () => {
    const controller = new AbortController()
    const client = clientOf(appWith({ '/1': { body: menu }, '/2': { body: menu } }))
    const seen: string[] = []
    const recording = recordingWith(exchangeOf('/1', menu), exchangeOf('/2', menu))
    for await (const event of replay({
      recordings: [recording],
      clientFor: () => client,
      signal: controller.signal,
    })) {
      if (event.type !== 'exchange') continue
      seen.push(event.exchange.request.url)
      controller.abort()
    }
    expect(seen).toEqual(['https://phone.example.com/1'])
  })
})

describe('replay of redacted recordings', () => {
  const dial = (number: string): string => `<Response><Dial>${number}</Dial></Response>`
  const redactor = createRedactor({ key: new Uint8Array(32).fill(1) })
  const redacted = redactor.redactExchange(exchangeOf('/dial', dial('+12025550142')))

  it('passes the signature check of the app, and compares numbers with the key', async () => {
    const recordings = [recordingWith(redacted)]
    const same = await replayed({ '/dial': { body: dial('+12025550142') } }, { recordings, redactor })
    const other = await replayed({ '/dial': { body: dial('+12025550143') } }, { recordings, redactor })
    expect([...verdictsOf(same), ...verdictsOf(other)]).toEqual(['same', 'changed'])
  })

  it('does not say that numbers are the same without the key', async () => {
    const recordings = [recordingWith(redacted)]
    const pages = { '/dial': { body: dial('+12025550143') } }
    expect(verdictsOf(await replayed(pages, { recordings }))).toEqual(['not-comparable'])
    const wrongKey = createRedactor({ key: new Uint8Array(32).fill(2) })
    expect(verdictsOf(await replayed(pages, { recordings, redactor: wrongKey }))).toEqual(['not-comparable'])
    const otherVerb = { '/dial': { body: '<Response><Hangup/></Response>' } }
    expect(verdictsOf(await replayed(otherVerb, { recordings }))).toEqual(['changed'])
  })
})
