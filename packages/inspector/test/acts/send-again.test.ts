import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { startInspector, type Inspector } from '@ringback/inspector'
import { sid } from '@ringback/test-support/exchange'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Abilities, EdgeCaseView, SentView } from '../../src/model/act-view.ts'
import { exchangeOf, folderWith, requestOf, twimlAnswer, twoCalls } from '../recordings.ts'
import { authToken, startApp, type AppInTest } from './app-in-test.ts'
import { ask, done, readable } from './asking.ts'

let app: AppInTest
let directory: string
let inspector: Inspector

async function start(options: Partial<Parameters<typeof startInspector>[0]> = {}): Promise<void> {
  inspector = await startInspector({ directory, version: '1', authToken, app: { url: app.url }, ...options })
  await readable(inspector, '/api/calls/000003-000')
}

beforeEach(async () => {
  app = await startApp()
  directory = folderWith([
    ...twoCalls(),
    exchangeOf(3, 0, {
      request: {
        ...requestOf({}, '/get?CallSid=CA1&From=%2B14155550100'),
        method: 'GET',
        body: { text: '' },
      },
      response: twimlAnswer('<Response><Say>Hello.</Say></Response>'),
    }),
  ])
  await start()
})
afterEach(async () => {
  await inspector.close()
  await app.close()
  rmSync(directory, { recursive: true })
})

const plain = { call: '000002-000', exchange: '000002-000' }

describe('a request that is sent again', () => {
  it('reaches the app as it was recorded, signed for the public URL', async () => {
    const [sent] = await done<SentView[]>(inspector, '/api/replay', { fields: plain })
    expect(sent).toMatchObject({
      exchange: plain.exchange,
      verdict: 'same',
      sent: 'recorded',
      differences: [],
    })
    expect(app.received).toMatchObject([
      {
        method: 'POST',
        path: '/voice',
        isSigned: true,
        parameters: {
          CallSid: sid('CA', 2),
          From: '+14155550100',
          To: '+14155550199',
          CallStatus: 'ringing',
        },
      },
    ])
  })

  it('shows what the caller would notice, and what the checks find in the new answer', async () => {
    app.answer = () => ({ body: '<Response><Say>Bye.</Say><Sya/></Response>' })
    const [sent] = await done<SentView[]>(inspector, '/api/replay', { fields: plain })
    expect(sent?.verdict).toBe('changed')
    expect(sent?.differences.map(({ message }) => message).join()).toContain('Bye.')
    expect(sent?.findings.map(({ message }) => message).join()).toContain('Sya')
    expect(sent?.answer?.heard.join()).toContain('Bye.')
  })

  it('is each exchange of the call in order, without those whose signature was wrong', async () => {
    app.answer = ({ path }) => (path === '/status' ? { status: 204, body: '' } : {})
    const sent = await done<SentView[]>(inspector, '/api/replay', { fields: { call: '000001-000' } })
    expect(sent.map(({ verdict }) => verdict)).toEqual(['changed', 'skipped', 'same', 'changed'])
    expect(sent[3]?.differences).toMatchObject([
      { severity: 'safe', message: expect.stringContaining('204') },
    ])
    expect(app.received.map(({ path }) => path)).toEqual(['/voice', '/status', '/status'])
    expect(app.received.every(({ isSigned }) => isSigned)).toBe(true)
  })

  it('goes to the app and nowhere else, wherever the app redirects', async () => {
    const asked: string[] = []
    const other = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/taken`
    app.answer = () => ({ status: 302, headers: { Location: elsewhere }, body: '' })
    const [sent] = await done<SentView[]>(inspector, '/api/replay', { fields: plain })
    expect(sent).toMatchObject({ answer: { status: 302 } })
    expect(app.received).toHaveLength(1)
    expect(asked).toEqual([])
    other.close()
  })

  it('shows why nothing came back when the app is down', async () => {
    await app.close()
    const [sent] = await done<SentView[]>(inspector, '/api/replay', { fields: plain })
    expect(sent).toMatchObject({ answer: null, problem: expect.stringMatching(/./) })
    app = await startApp()
  })
})

describe('an edited request', () => {
  it('has the parameters that are given, in their order, and a signature of its own', async () => {
    const parameters = [
      ['CallSid', sid('CA', 2)],
      ['From', 'sip:ann@example.com'],
      ['Shoe', 'left & right'],
    ]
    const [sent] = await done<SentView[]>(inspector, '/api/send', { fields: { ...plain, parameters } })
    expect(sent?.sent).toBe('edited')
    expect(app.received).toMatchObject([{ method: 'POST', path: '/voice', isSigned: true }])
    expect(Object.entries(app.received[0]?.parameters ?? {})).toEqual(parameters)
  })

  it('with GET has them in its query', async () => {
    const fields = {
      call: '000003-000',
      exchange: '000003-000',
      parameters: [
        ['CallSid', 'CA9'],
        ['A b', 'c'],
      ],
    }
    await done<SentView[]>(inspector, '/api/send', { fields })
    expect(app.received).toMatchObject([{ method: 'GET', path: '/get?CallSid=CA9&A+b=c', isSigned: true }])
  })

  it('can be sent though the recorded one was forged', async () => {
    const fields = { call: '000001-000', exchange: '000001-006', parameters: [['Digits', '2']] }
    await done<SentView[]>(inspector, '/api/send', { fields })
    expect(app.received).toMatchObject([{ path: '/menu', parameters: { Digits: '2' }, isSigned: true }])
  })

  it('begins with any edge case of its kind, brought into what was recorded', async () => {
    const path = `/api/edge-cases?call=${plain.call}&exchange=${plain.exchange}`
    const cases = await done<EdgeCaseView[]>(inspector, path, { method: 'GET' })
    const named = new Map(cases.map(({ name, parameters }) => [name, new Map(parameters)]))
    expect([...named.keys()]).toEqual(expect.arrayContaining(['From:withheld-anonymous']))
    const withheld = named.get('From:withheld-anonymous')
    expect(withheld?.get('From')).not.toBe('+14155550100')
    expect(withheld?.get('CallSid')).toBe(sid('CA', 2))
    expect(withheld?.get('To')).toBe('+14155550199')
  })
})

describe('what cannot be sent is refused, and the app gets nothing', () => {
  it.each([
    ['/api/replay', {}, 400, 'no text call'],
    ['/api/replay', { call: 'none' }, 404, 'not recorded any more'],
    ['/api/replay', { ...plain, exchange: 'none' }, 404, 'not in the recording any more'],
    ['/api/replay', { ...plain, exchange: 1 }, 400, 'no text exchange'],
    ['/api/send', plain, 400, 'no list parameters'],
    ['/api/send', { ...plain, parameters: [['a', 1]] }, 400, 'no list parameters'],
    ['/api/other', plain, 404, 'does nothing'],
    ['/api/replay', '[]', 400, 'not a JSON object'],
    ['/api/replay', '{', 400, 'not JSON'],
  ])('%s %j: %i', async (path, fields, status, message) => {
    const answer = await ask(inspector, path, { fields })
    expect(answer).toEqual({ status, body: expect.stringContaining(message) })
    expect(app.received).toEqual([])
  })

  it('without an app, with a reason', async () => {
    await inspector.close()
    await start({ app: undefined })
    const answer = await ask(inspector, '/api/replay', { fields: plain })
    expect(answer).toEqual({ status: 409, body: expect.stringContaining('ringback inspect --app') })
    expect(await done<Abilities>(inspector, '/api/abilities', { method: 'GET' })).toMatchObject({ app: null })
  })

  it('and without an auth token it is signed with a made-up one, which the page says', async () => {
    await inspector.close()
    await start({ authToken: undefined })
    await done(inspector, '/api/replay', { fields: plain })
    expect(app.received).toMatchObject([
      { isSigned: false, headers: { 'x-twilio-signature': expect.any(String) } },
    ])
    expect(await done<Abilities>(inspector, '/api/abilities', { method: 'GET' })).toMatchObject({
      note: expect.stringContaining('made-up token'),
    })
  })
})
