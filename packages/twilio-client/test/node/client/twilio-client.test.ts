import {
  createTwilioClient,
  listenerTransport,
  type TwilioClientOptions,
  type WebhookOutcome,
} from '@ringback/twilio-client/node'
import { createHash } from 'node:crypto'
import http, { type RequestListener } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { the } from '../../support/the.ts'

const authToken = 'a-token'
const parameters = [
  ['CallSid', 'CA1'],
  ['FromCity', 'São Paulo'],
  ['From', '+14155550100'],
] as const

async function listen(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function send(
  url: string,
  options: Partial<TwilioClientOptions> = {},
  kind: 'voice.incoming-pstn' | 'status.rest-call' = 'voice.incoming-pstn',
  method: 'GET' | 'POST' = 'POST',
): Promise<WebhookOutcome> {
  return createTwilioClient({ authToken, ...options }).send({ kind, method, url, parameters })
}

const answering =
  (
    body: string | Buffer,
    headers: Record<string, string> = { 'Content-Type': 'text/xml' },
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(200, headers).end(body)
  }

describe('what is sent', () => {
  test('the headers of Twilio, in order, with the host of the public URL', async () => {
    let raw: string[] = []
    const upstreamUrl = await listen((request, response) => {
      raw = request.rawHeaders
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>')
    })
    await send('https://Voice.Example.com:8443/a', {
      publicUrl: 'https://Voice.Example.com:8443',
      app: upstreamUrl,
    })
    const names = raw.filter((_, index) => index % 2 === 0)
    expect(names).toEqual([
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
    ])
    const value = (name: string): string | undefined => raw[raw.indexOf(name) + 1]
    expect(value('Host')).toBe('Voice.Example.com:8443')
    expect(value('User-Agent')).toBe('TwilioProxy/1.1')
    expect(value('Connection')).toBe('close')
    expect(value('Content-Type')).toBe('application/x-www-form-urlencoded; charset=UTF-8')
    expect(value('X-Forwarded-Proto')).toBe('https')
    expect(value('I-Twilio-Idempotency-Token')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    )
  })

  test('spaces are + where TwiML is fetched and %20 on callbacks', async () => {
    const bodies: string[] = []
    const transport = listenerTransport((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      request.on('end', () => response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>'))
    })
    await send('https://a.example.com/', { transport })
    await send('https://a.example.com/', { transport }, 'status.rest-call')
    expect(bodies).toEqual([
      'CallSid=CA1&FromCity=S%C3%A3o+Paulo&From=%2B14155550100',
      'CallSid=CA1&FromCity=S%C3%A3o%20Paulo&From=%2B14155550100',
    ])
  })

  test('over https the port is not signed, over http it is; userinfo and fragment never are', async () => {
    const transport = listenerTransport(answering('<Response/>'))
    for (const [url, signed] of [
      ['https://user:secret@a.example.com:8443/x?y=1#rc=2', 'https://a.example.com/x?y=1'],
      ['http://user@a.example.com:8080/x#tt=3000', 'http://a.example.com:8080/x'],
      ["https://a.example.com/it's?q=(1)&x=%7E", "https://a.example.com/it's?q=(1)&x=%7E"],
    ] as const) {
      const { hops } = await send(url, { transport })
      const signature = the(the(hops[0]).request.headers.find(([name]) => name === 'X-Twilio-Signature'))[1]
      expect(signature).toBe(getExpectedTwilioSignature(authToken, signed, Object.fromEntries(parameters)))
    }
  })

  test('credentials of the URL answer a Basic challenge, and only then', async () => {
    const seen: (string | undefined)[] = []
    const transport = listenerTransport((request, response) => {
      seen.push(request.headers.authorization)
      if (request.headers.authorization === undefined)
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="shop"' }).end()
      else response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>')
    })
    const { problem, hops } = await send('https://me:p%40ss@a.example.com/', { transport })
    expect(problem).toBeNull()
    expect(seen).toEqual([undefined, `Basic ${Buffer.from('me:p@ss').toString('base64')}`])
    expect(the(hops[0]).request.url).toBe('https://a.example.com/')
  })

  test('credentials of the URL answer a Digest challenge', async () => {
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
    const transport = listenerTransport((request, response) => {
      const { authorization } = request.headers
      if (authorization === undefined) {
        response
          .writeHead(401, {
            'WWW-Authenticate': 'Digest realm="shop", nonce="abc", qop="auth", opaque="xyz"',
          })
          .end()
        return
      }
      const field = (name: string): string =>
        the(new RegExp(`[ ,]${name}="?([^",]+)"?`).exec(authorization))[1] ?? ''
      const expected = md5(
        `${md5('me:shop:secret')}:abc:${field('nc')}:${field('cnonce')}:auth:${md5(`POST:${request.url}`)}`,
      )
      response
        .writeHead(field('response') === expected ? 200 : 403, { 'Content-Type': 'text/xml' })
        .end('<Response/>')
    })
    expect((await send('https://me:secret@a.example.com/x?y=1', { transport })).problem).toBeNull()
  })
})

describe('what is read', () => {
  test('a packed answer is unpacked', async () => {
    const transport = listenerTransport(
      answering(gzipSync('<Response/>'), { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' }),
    )
    expect((await send('https://a.example.com/', { transport })).answer).toEqual({
      type: 'document',
      text: '<Response/>',
    })
  })

  test('a packed answer of 100 MB is cut like any other', async () => {
    const transport = listenerTransport(
      answering(gzipSync(Buffer.alloc(100_000_000)), {
        'Content-Type': 'text/xml',
        'Content-Encoding': 'gzip',
      }),
    )
    const { problem, hops } = await send('https://a.example.com/', { transport })
    expect(problem?.twilioCode).toBe(11750)
    expect(the(the(hops[0]).response).body.truncatedAt).toBe(65_536)
  })

  test('a callback that answers too much, or redirects for ever, is a warning of its own', async () => {
    const large = listenerTransport(answering('x'.repeat(100_000)))
    expect(
      (await send('https://a.example.com/', { transport: large }, 'status.rest-call')).problem?.twilioCode,
    ).toBe(17583)
    const loop = listenerTransport((_request, response) => response.writeHead(302, { Location: '/' }).end())
    expect(
      (await send('https://a.example.com/', { transport: loop }, 'status.rest-call')).problem?.twilioCode,
    ).toBe(17584)
  })
})

describe('what goes wrong', () => {
  test('nobody listens: refused, tried twice (11202)', async () => {
    const url = await listen(answering(''))
    const port = Number(new URL(url).port)
    const free = net.createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const { port: closed } = free.address() as AddressInfo
    await new Promise((resolve) => free.close(resolve))
    expect(closed).not.toBe(port)
    const { problem, hops } = await send(`http://127.0.0.1:${closed}/`)
    expect(problem?.twilioCode).toBe(11202)
    expect(hops).toHaveLength(2)
  })

  test('a host that does not exist (11210)', async () => {
    const { problem } = await send('http://no-such-host.invalid/', { allowRemote: true })
    expect(problem?.twilioCode).toBe(11210)
  })

  test('something that does not speak HTTP (11206)', async () => {
    const server = net.createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-hello\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.close()
    })
    const { problem } = await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(problem?.twilioCode).toBe(11206)
  })

  test('https to an http port (11220)', async () => {
    const url = await listen(answering('<Response/>'))
    const { problem } = await send(url.replace('http:', 'https:'))
    expect(problem?.twilioCode).toBe(11220)
  })

  test('an answer that breaks off (11200)', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': '1000' })
      response.write('<Response>')
      setTimeout(() => response.destroy(), 20)
    })
    expect((await send(url)).problem).toMatchObject({ code: 'answer-cut-short', twilioCode: 11200 })
  })

  test('an app in this process that throws (11200)', async () => {
    const transport = listenerTransport(() => {
      throw new Error('boom')
    })
    const { problem } = await send('https://a.example.com/', { transport })
    expect(problem).toMatchObject({ code: 'app-threw', twilioCode: 11200 })
    expect(problem?.message).toContain('boom')
  })

  test('what is not a URL (11100)', async () => {
    for (const url of ['/voice', 'ftp://a.example.com/', 'http://', 'not a url']) {
      expect((await send(url)).problem?.twilioCode).toBe(11100)
    }
  })

  test('other machines are not reached unless that is asked for', async () => {
    const outcome = await send('https://api.example.com/voice')
    expect(outcome.problem).toMatchObject({ code: 'remote-target' })
    expect(outcome.problem).not.toHaveProperty('twilioCode')
    expect(the(outcome.hops[0]).response).toBeNull()
    for (const url of [
      'http://192.168.0.1/',
      'http://10.0.0.1/',
      'http://[::ffff:8.8.8.8]/',
      'http://127.0.0.1.example.com/',
    ]) {
      expect((await send(url)).problem?.code).toBe('remote-target')
    }
  })

  test("Twilio's own pages are never requested, whatever the options say", async () => {
    const url = 'https://demo.twilio.com/docs/voice.xml'
    const outcome = await send(url, { allowRemote: true })
    expect(outcome.problem).toEqual({
      code: 'twilio-content',
      message: `${url} is Twilio's own demo TwiML, so nothing was sent`,
    })
    expect(the(outcome.hops[0]).response).toBeNull()
  })

  test('an app over http whose public URL is elsewhere gets only what is below it', async () => {
    const seen: string[] = []
    const upstreamUrl = await listen((request, response) => {
      seen.push(request.url ?? '')
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>')
    })
    const options = { publicUrl: 'https://a.example.com/shop', app: `${upstreamUrl}/inner` }
    expect((await send('https://a.example.com/shop/voice?x=1', options)).problem).toBeNull()
    expect((await send('https://a.example.com/shopping', options)).problem?.code).toBe('remote-target')
    expect(seen).toEqual(['/inner/voice?x=1'])
  })

  test('options that cannot be used are told together', () => {
    expect(() => createTwilioClient({ authToken: '', publicUrl: 'example.com' })).toThrow(
      /authToken is empty; publicUrl is not/,
    )
  })
})

test.each([
  ['in-progress', 'empty-answer'],
  ['completed', undefined],
])('an empty answer while the call is %s: %s', async (status, code) => {
  const url = await listen(answering(''))
  const { problem } = await createTwilioClient({ authToken }).send({
    kind: 'dial.action',
    method: 'POST',
    url,
    parameters: [...parameters, ['CallStatus', status]],
  })
  expect(problem?.code).toBe(code)
})
