import { buildContract, contractNote, type BuildEvent, type BuildOptions } from '@ringback/contract'
import { RingbackError } from '@ringback/common'
import { recordingsOf } from '@ringback/recording'
import { describe, expect, test } from 'vitest'
import { authToken, keepingApp, publicUrl } from '../support/apps.ts'
import { recorded } from '../support/recorded.ts'

const routes = [
  { kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' },
  { kind: 'status.incoming-number', url: '/status', cases: 'plain' },
] as const

async function eventsOf(options: Partial<BuildOptions>): Promise<readonly BuildEvent[]> {
  const events: BuildEvent[] = []
  for await (const event of buildContract({ provider: 'app', publicUrl, ...options })) events.push(event)
  return events
}

describe('from routes', () => {
  test('asks the app for every answer, and holds it from then on', async () => {
    const { app, received } = keepingApp('<Response><Say>Hello</Say></Response>')
    const events = await eventsOf({ routes, app, authToken })
    expect(events.map(({ type }) => type)).toEqual(['started', 'asked', 'asked', 'finished'])
    expect(events[0]).toMatchObject({ interactions: 2, toAsk: 2 })
    expect(received.map(({ target }) => target)).toEqual(['/voice', '/status'])
    const last = events.at(-1)
    const files = last?.type === 'finished' ? last.files : []
    const notes = files.flatMap(({ pact }) => pact.interactions).map(contractNote)
    expect(notes.flatMap((note) => note?.twiml ?? []).join('')).toContain('<Say>Hello</Say>')
    expect(last).toMatchObject({ counts: { interactions: 2, asked: 2, failed: 0, skipped: 0 } })
  })

  test('asks nobody where no app is given', async () => {
    const events = await eventsOf({ routes })
    expect(events.map(({ type }) => type)).toEqual(['started', 'finished'])
    expect(events[0]).toMatchObject({ toAsk: 0 })
  })

  test('writes nothing when the app gives no usable answer to one of them', async () => {
    const { app } = keepingApp('<Response>')
    const events = await eventsOf({ routes, app, authToken })
    expect(events.at(-1)).toMatchObject({ files: [], counts: { asked: 2, failed: 1 } })
    const failures = events.flatMap((event) => (event.type === 'asked' ? (event.failure ?? []) : []))
    expect(failures).toEqual([expect.stringMatching(/\S/)])
  })

  test('ends at the signal, and writes nothing', async () => {
    const { app } = keepingApp()
    const events = await eventsOf({ routes, app, authToken, signal: AbortSignal.abort() })
    expect(events.at(-1)).toMatchObject({ type: 'finished', files: [], counts: { asked: 0 } })
  })
})

describe('from recordings', () => {
  test('says which exchanges it leaves out, and why', async () => {
    const forged = { ...recorded(), id: '2', signature: 'invalid' as const }
    const broken = { ...recorded(), id: '3', request: { ...recorded().request, url: 'http:///' } }
    const events = await eventsOf({ recordings: recordingsOf([recorded(), forged, broken]) })
    const reasons = events.flatMap((event) => (event.type === 'skipped' ? event.reason : []))
    expect(reasons).toEqual(['its signature was invalid', expect.stringContaining('is not an http URL')])
    expect(events.at(-1)).toMatchObject({ counts: { interactions: 1, skipped: 2 } })
  })
})

test.each<[string, Partial<BuildOptions>]>([
  ['nothing-to-build', {}],
  ['no-auth-token', { routes, app: 'http://127.0.0.1:1' }],
])('%s', async (code, options) => {
  const error = await eventsOf(options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(RingbackError)
  expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\S/) })
})
