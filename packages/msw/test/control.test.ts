import { createServer, request as httpRequest } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { controlOpenApi, startTwilioServer, type TwilioServer } from '@ringback/msw/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountSid, authToken } from './support/virtual-twilio.ts'

const menu = '<Gather numDigits="1" action="/menu"><Say>Welcome. Press 1 for sales.</Say></Gather><Hangup/>'
const documents: Readonly<Record<string, string>> = {
  '/voice': menu,
  '/menu': '<Dial timeout="10">+14155550123</Dial>',
  '/speech': '<Gather input="speech" action="/said"><Say>Tell me.</Say></Gather>',
  '/said': '<Say>Thank you.</Say>',
  '/endless': '<Play loop="0">/music</Play>',
}
const app = createServer((incoming, outgoing) => {
  incoming.resume()
  const document = documents[incoming.url ?? '']
  // An app that never answers.
  if (incoming.url === '/hangs') return
  outgoing.setHeader('content-type', 'text/xml').end(`<Response>${document ?? ''}</Response>`)
})

let server: TwilioServer
beforeAll(async () => {
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  server = await startTwilioServer({ accountSid, authToken, virtualTime: true, control: { app: url } })
})
afterAll(async () => {
  await server.close()
  app.closeAllConnections()
  app.close()
})
beforeEach(async () => {
  await post('/reset')
})

type Answer = Readonly<Record<string, unknown>> & { readonly status: number }
async function send(path: string, init: RequestInit = {}): Promise<Answer & { readonly http: number }> {
  const response = await fetch(`${server.url}/_ringback${path}`, init)
  const body = (await response.json()) as Answer
  return { ...body, http: response.status }
}
function post(path: string, body?: unknown): ReturnType<typeof send> {
  const headers = { 'content-type': 'application/json' }
  return send(path, { method: 'POST', ...(body !== undefined && { headers, body: JSON.stringify(body) }) })
}

describe('control routes', () => {
  it('drive a call from the greeting to the end', async () => {
    const call = await post('/calls', { from: '+14155550110' })
    expect(call).toMatchObject({ http: 201, from: '+14155550110', waitingFor: 'gather', isOver: false })
    const path = `/calls/${String(call.callSid)}`
    const greeted = await post(`${path}/expect`, { said: 'Press 1', waitsFor: 'gather', noErrors: true })
    expect(greeted).toMatchObject({ http: 200, met: true })
    expect(await post(`${path}/press`, { keys: '1' })).toMatchObject({ waitingFor: 'dial' })
    expect(await post(`${path}/connects`)).toMatchObject({ waitingFor: 'conversation' })
    const missed = await post(`${path}/expect`, { dialled: ['+14155550123', '+14155550124'], said: 'Bye' })
    expect(missed).toMatchObject({ http: 409, code: 'expectation-not-met', remedy: expect.any(String) })
    expect(missed.message).toContain('expected +14155550124 to have been dialled; it dialled "+14155550123"')
    expect(missed.message).toContain('expected Bye to have been said')
    expect((missed.expectations as readonly { readonly met: boolean }[]).map(({ met }) => met)).toEqual([
      true,
      false,
      false,
    ])
    expect(await post(`${path}/hangup`)).toMatchObject({ isOver: true, status: 'completed' })
    expect(await post(`${path}/press`, { keys: '1' })).toMatchObject({ http: 409, code: 'call-over' })
    expect((await send(`${path}/transcript`)).transcript).toEqual(
      expect.arrayContaining([expect.stringContaining('presses 1')]),
    )
    expect(await send('/calls')).toMatchObject({ calls: [{ callSid: call.callSid }] })
  })

  it('speak, let time pass, and wait for the end', async () => {
    const { callSid } = await post('/calls', { voiceUrl: '/speech' })
    expect(await post(`/calls/${String(callSid)}/say`, { text: 'opening hours' })).toMatchObject({
      http: 200,
    })
    expect(await post(`/calls/${String(callSid)}/ends`)).toMatchObject({ isOver: true })
    expect(await post(`/calls/${String(callSid)}/expect`, { said: 'Thank you' })).toMatchObject({ met: true })
    const silent = await post('/calls', {})
    await post(`/calls/${String(silent.callSid)}/waits`, { seconds: 3 })
    await post('/waits', { seconds: 10 })
    expect(await send(`/calls/${String(silent.callSid)}`)).toMatchObject({ isOver: true })
    expect(await post('/settled')).toMatchObject({ done: true })
  })

  it('say how those behave who are dialled', async () => {
    const dial = async (): Promise<string> => {
      const { callSid } = await post('/calls', {})
      const path = `/calls/${String(callSid)}`
      await post(`${path}/press`, { keys: '1' })
      await post(`${path}/ends`)
      return String((await send(`${path}/transcript`)).transcript)
    }
    await post('/people', { number: '+14155550123', result: 'busy' })
    expect(await dial()).toContain('busy')
    await post('/people', {
      number: '+14155550123',
      keys: '5',
      says: 'Sales speaking.',
      hangsUpAfter: 4,
    })
    expect(await dial()).toMatch(/presses 5.*Sales speaking.*dial ended: completed/s)
    await post('/people', { result: 'failed' })
    expect(await dial()).toContain('Sales speaking')
    await post('/reset')
    await post('/people', { result: 'no-answer' })
    expect(await dial()).toContain('no-answer')
  })

  it('answer in time when the app hangs or never asks for anything', async () => {
    const late = await post('/calls', { voiceUrl: '/hangs', timeoutSeconds: 0.05 })
    expect(late).toMatchObject({ http: 504, code: 'timed-out' })
    expect(await send('/calls')).toMatchObject({ calls: [{ isOver: false }] })
    expect(await post('/reset')).toMatchObject({ done: true })
    expect(await send('/calls')).toMatchObject({ calls: [] })
    const { callSid } = await post('/calls', { voiceUrl: '/endless', settle: false })
    expect(await post(`/calls/${String(callSid)}/hangup`)).toMatchObject({ isOver: true })
  })

  it('serve many calls at once', async () => {
    const calls = await Promise.all(Array.from({ length: 20 }, () => post('/calls', {})))
    const pressed = await Promise.all(
      calls.map(({ callSid }) => post(`/calls/${String(callSid)}/press`, { keys: '1' })),
    )
    expect(new Set(pressed.map(({ callSid }) => callSid)).size).toBe(20)
    for (const each of pressed) expect(each).toMatchObject({ waitingFor: 'dial' })
  })
})

describe('refusals', () => {
  it.each([
    ['an unknown call', '/calls/CA0/press', { keys: '1' }, 404, 'unknown-call'],
    ['an unknown route', '/telephone', {}, 404, 'unknown-route'],
    ['keys that no telephone has', '/calls/CA0/press', { keys: '1x' }, 400, 'bad-body'],
    ['no keys', '/calls/CA0/press', {}, 400, 'bad-body'],
    ['a result that no telephone has', '/people', { result: 'engaged' }, 400, 'bad-body'],
    ['an unknown field', '/calls', { form: '+14155550100' }, 400, 'bad-body'],
    ['a list', '/calls', [], 400, 'bad-json'],
    ['too large a body', '/calls', { from: 'a'.repeat(1_100_000) }, 413, 'body-too-large'],
  ])('%s', async (_what, path, body, status, code) => {
    expect(await post(path, body)).toMatchObject({
      http: status,
      code,
      message: expect.any(String),
      remedy: expect.any(String),
    })
  })

  it('the wrong method, and a body that is not JSON', async () => {
    expect(await send('/reset')).toMatchObject({ http: 405, code: 'wrong-method' })
    expect(await send('/calls', { method: 'POST', body: '{}' })).toMatchObject({
      http: 415,
      code: 'not-json',
    })
  })

  it.each([
    ['a Host that is not of this machine', { host: 'attacker.example' }],
    ['a page of another site', { origin: 'https://attacker.example' }],
  ])('%s', async (_what, headers) => {
    const outgoing = httpRequest(`${server.url}/_ringback/reset`, { method: 'POST', headers }).end()
    const [response] = (await once(outgoing, 'response')) as [{ statusCode: number; resume: () => void }]
    response.resume()
    expect(response.statusCode).toBe(403)
  })

  it('of any JSON body are JSON', async () => {
    const paths = fc.constantFrom('/calls', '/calls/CA0/press', '/reset', '/waits')
    const headers = { 'content-type': 'application/json' }
    const isTold = fc.asyncProperty(paths, fc.json(), async (path, body) => {
      const { http, code, remedy } = await send(path, { method: 'POST', headers, body })
      return http < 400 || (http < 500 && typeof code === 'string' && typeof remedy === 'string')
    })
    expect(fc.defaultReportMessage(await fc.check(isTold, { numRuns: 40 })) ?? 'told').toBe('told')
  })
})

it('without an app, a path says how to name it', async () => {
  const alone = await startTwilioServer({ accountSid, authToken, control: {} })
  const response = await fetch(`${alone.url}/_ringback/calls`, { method: 'POST' })
  expect(await response.json()).toMatchObject({
    code: 'no-app-url',
    remedy: expect.stringContaining('ringback serve http://'),
  })
  await alone.close()
})

it('the OpenAPI document is served, and names every route once', async () => {
  const document = await send('/openapi.json')
  expect(document).toEqual({ ...controlOpenApi(), http: 200 })
  const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((path) => Object.values(path))
    .map(({ operationId }) => operationId)
  expect(new Set(operations).size).toBe(operations.length)
})
