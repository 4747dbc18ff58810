import { createTwilioClient, type Transport, type TwilioClient } from '@ringback/twilio-client/node'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { the } from '../../support/the.ts'
import { valueOf, decodeForm } from '@ringback/catalog'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** What every app under the laws does, in the language of its framework. */
export interface LawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
}

/** What the app was asked: the same for every transport. */
export interface LawRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** The app's part of the laws. Never-ending answers are written by the app's own means. */
export type LawApp = (request: LawRequest) => LawAnswer | 'never' | 'endless'

/** A transport around an app, ready to be used. */
export interface OpenTransport {
  readonly transport: Transport
  /** Where the app listens; absent for apps in this process. */
  readonly upstreamUrl?: string
  readonly close: () => Promise<void>
  /** Whether the app learned that its connection is gone. */
  readonly wasDropped: () => boolean
}

export const xml = (body: string): LawAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml' },
  body,
})

const publicUrl = 'https://voice.example.com'
const authToken = 'a-token'

/** The laws of a transport. */
export function transportLaws(name: string, open: (app: LawApp) => Promise<OpenTransport>): void {
  describe(`transport laws: ${name}`, () => {
    let seen: LawRequest[] = []
    let answer: LawApp = () => xml('<Response/>')
    let opened: OpenTransport
    let client: TwilioClient

    beforeEach(async () => {
      seen = []
      answer = () => xml('<Response/>')
      opened = await open((request) => {
        seen.push(request)
        return answer(request)
      })
      client = createTwilioClient({
        authToken,
        transport: opened.transport,
        publicUrl,
        ...(opened.upstreamUrl !== undefined && { app: opened.upstreamUrl }),
        timeouts: { totalMs: 2000, readMs: 2000 },
      })
    })
    afterEach(async () => {
      await client.close()
      await opened.close()
    })

    const call = (path = '/voice?shop=1', method: 'GET' | 'POST' = 'POST') =>
      client.send({
        kind: 'voice.incoming-pstn',
        method,
        url: publicUrl + path,
        parameters: [
          ['CallSid', 'CA00000000000000000000000000000001'],
          ['FromCity', 'SÃO PAULO'],
          ['Digits', ''],
        ],
      })

    test('an app that checks signatures accepts the request', async () => {
      await call()
      const request = the(seen[0])
      const parameters = Object.fromEntries(decodeForm(request.body).parameters)
      const signature = the(request.headers['x-twilio-signature'])
      expect(request.url).toBe('/voice?shop=1')
      expect(request.headers['host']).toBe('voice.example.com')
      expect(validateRequest(authToken, signature, `${publicUrl}/voice?shop=1`, parameters)).toBe(true)
    })

    test('a GET carries the parameters behind the query of the app and is signed with them', async () => {
      await call('/voice?shop=1', 'GET')
      const request = the(seen[0])
      expect(request.method).toBe('GET')
      expect(request.body).toBe('')
      expect(request.url.startsWith('/voice?shop=1&CallSid=CA')).toBe(true)
      expect(valueOf(decodeForm(the(request.url.split('?')[1])).parameters, 'FromCity')).toBe('SÃO PAULO')
      const signature = the(request.headers['x-twilio-signature'])
      expect(validateRequest(authToken, signature, publicUrl + request.url, {})).toBe(true)
    })

    test('status, headers and body come back as they were sent', async () => {
      answer = () => ({
        status: 404,
        headers: { 'Content-Type': 'text/plain', 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'] },
        body: 'größer',
      })
      const { hops, problem } = await call()
      expect(the(hops[0]).response).toMatchObject({ status: 404, body: { text: 'größer' } })
      const cookies = the(the(hops[0]).response).headers.filter(
        ([name]) => name.toLowerCase() === 'set-cookie',
      )
      expect(cookies.map(([, value]) => value)).toEqual(['a=1', 'b=2'])
      expect(problem?.twilioCode).toBe(11200)
    })

    test('an answer of 60 kB arrives whole', async () => {
      const text = `<Response><!--${'x'.repeat(60_000)}--></Response>`
      answer = () => xml(text)
      expect((await call()).answer).toEqual({ type: 'document', text })
    })

    test('an answer that never ends is cut, and the app is let go', async () => {
      answer = () => 'endless'
      const { problem, hops } = await call()
      expect(problem?.twilioCode).toBe(11750)
      expect(JSON.stringify(hops).length).toBeLessThan(200_000)
      await expect.poll(opened.wasDropped, { timeout: 2000 }).toBe(true)
    })

    test('an app that does not answer is given up, and let go', async () => {
      answer = () => 'never'
      const outcome = await client.send({
        kind: 'voice.incoming-pstn',
        method: 'POST',
        url: `${publicUrl}/voice#tt=200`,
        parameters: [],
      })
      expect(outcome.problem?.twilioCode).toBe(11203)
      await expect.poll(opened.wasDropped, { timeout: 2000 }).toBe(true)
    })

    test('cookies of one call come back in that call only', async () => {
      answer = () => ({
        ...xml('<Response/>'),
        headers: { 'Content-Type': 'text/xml', 'Set-Cookie': 's=1; Path=/' },
      })
      const send = (callSid: string) =>
        client.send({
          kind: 'voice.redirect',
          method: 'POST',
          url: `${publicUrl}/a`,
          parameters: [],
          callSid,
        })
      await send('CA1')
      await send('CA1')
      await send('CA2')
      expect(seen.map(({ headers }) => headers['cookie'])).toEqual([undefined, 's=1', undefined])
    })

    test('a redirect is followed as a GET without parameters', async () => {
      answer = ({ url }) =>
        url.startsWith('/next')
          ? xml('<Response/>')
          : { status: 302, headers: { Location: '/next?a=1' }, body: '' }
      const { documentUrl, hops, answer: document } = await call()
      expect(seen.map(({ method, url, body }) => [method, url, body !== ''])).toEqual([
        ['POST', '/voice?shop=1', true],
        ['GET', '/next?a=1', false],
      ])
      expect(documentUrl).toBe(`${publicUrl}/next?a=1`)
      expect(hops).toHaveLength(2)
      expect(document).toEqual({ type: 'document', text: '<Response/>' })
      const signature = the(the(seen[1]).headers['x-twilio-signature'])
      expect(validateRequest(authToken, signature, documentUrl, {})).toBe(true)
    })
  })
}

/** The laws' app as a node listener. */
export function lawListener(
  app: LawApp,
  dropped: () => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) dropped()
    })
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => (body += text))
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const result = app({ method: request.method ?? '', url: request.url ?? '', headers, body })
      if (result === 'never') return
      if (result === 'endless') {
        response.writeHead(200, { 'Content-Type': 'text/xml' })
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        }
        response.on('drain', more)
        more()
        return
      }
      response.writeHead(result.status, result.headers as Record<string, string | string[]>)
      response.end(result.body)
    })
  }
}
