import net from 'node:net'
import { startTwilioServer, type TwilioServer } from '@ringback/msw/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountSid, authToken, from, to } from './support/virtual-twilio.ts'

const mebibyte = 1_048_576
let server: TwilioServer
beforeAll(async () => {
  server = await startTwilioServer({ accountSid, authToken, callsPerSecond: Infinity })
})
afterAll(() => server.close())

const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
const path = `/2010-04-01/Accounts/${accountSid}/Calls.json`

async function post(type: string, body: string | Uint8Array<ArrayBuffer>): Promise<[number, unknown]> {
  const headers = { authorization, 'content-type': type }
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  return [response.status, await response.json()]
}

/** What comes back when these very bytes are sent. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end(text))
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('multipart', () => {
  const fields = { To: to, From: from, Url: 'http://127.0.0.1:1/voice' }

  it('is read as a form', async () => {
    const form = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const [status, body] = await post('multipart/form-data; boundary=b', `${form.join('')}--b--\r\n`)
    expect([status, body]).toEqual([201, expect.objectContaining({ to, from, status: 'queued' })])
  })

  it.each([
    ['without a boundary', 'multipart/form-data', '--b\r\n'],
    [
      'that breaks off',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="To"\r\n',
    ],
    ['that has no parts', 'multipart/form-data; boundary=b', 'To=%2B14155550123'],
  ])('%s is refused with a reason', async (_what, type, text) => {
    expect(await post(type, text)).toEqual([
      400,
      { code: null, message: `The body cannot be read as ${type}.`, more_info: null, status: 400 },
    ])
  })
})

describe('a body', () => {
  it('of a mebibyte is read', async () => {
    const start = `To=${encodeURIComponent(to)}&From=${encodeURIComponent(from)}&Url=http://127.0.0.1:1/&x=`
    const text = start + 'x'.repeat(mebibyte - start.length)
    expect((await post('application/x-www-form-urlencoded', text))[0]).toBe(201)
  })

  it('of more is refused, and not kept', async () => {
    const [status, body] = await post('application/x-www-form-urlencoded', new Uint8Array(mebibyte + 1))
    expect(status).toBe(413)
    expect(body).toMatchObject({ message: expect.stringContaining('more than 1048576 bytes') })
    expect(server.api.exchanges().at(-1)?.request.body).toEqual({ text: '' })
  })

  it('without a declared length is refused as soon as it is too long', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const streamed: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: endless,
      duplex: 'half',
    }
    const response = await server.api.handle(new Request(`https://api.twilio.com${path}`, streamed))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(2 * mebibyte)
  })
})

describe('what is no request of an app', () => {
  it.each([
    [
      'a Host that is none',
      `GET ${path} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`,
      400,
      'The Host header',
    ],
    [
      'an impossible port',
      `GET ${path} HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n`,
      400,
      'The Host header',
    ],
    ['no Host', `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`, 400, ''],
    [
      'a method that fetch refuses',
      `TRACE ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      400,
      'TRACE',
    ],
    [
      'a target that is none',
      'GET //[ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
      'The request target',
    ],
  ])('%s gets an answer', async (_what, text, status, reason) => {
    const answer = await raw(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toContain(reason)
  })
})
