import type { RequestListener } from 'node:http'
import { judgeExchange } from '@ringback/checks'
import { expect, test } from 'vitest'
import { openAccess } from '../../src/options/client-options.ts'
import { createSender } from '../../src/send/sender.ts'
import { optionsFor, plainOf, publicUrl } from '../support.ts'

const app: RequestListener = (req, res) => {
  req.resume()
  const path = req.url ?? ''
  if (path === '/moved') return void res.writeHead(302, { location: '/voice' }).end()
  if (path === '/circle') return void res.writeHead(302, { location: '/circle' }).end()
  if (path === '/broken') return void res.writeHead(500).end()
  if (path.startsWith('/cached')) {
    if (req.headers['if-none-match'] === '"1"') return void res.writeHead(304, { etag: '"1"' }).end()
    res.writeHead(200, { 'content-type': 'text/xml', etag: '"1"' })
    return void res.end('<Response><Say>Hello.</Say></Response>')
  }
  if (path === '/dead') return void res.destroy()
  return void res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>')
}
const send = createSender(openAccess(optionsFor(app)))
const sent = (path: string) =>
  send({ kind: 'voice.incoming-pstn', method: 'POST', url: publicUrl + path, parameters: plainOf() })

test('after a redirect it is the first request and the last answer', async () => {
  expect(await sent('/moved')).toMatchObject({
    request: { url: `${publicUrl}/moved` },
    response: { status: 200 },
    problem: null,
  })
  expect((await sent('/moved')).redirectedTo).toMatch(/\/voice(?:\?|$)/)
})

test('redirects without end are a problem', async () => {
  expect((await sent('/circle')).problem?.code).toBe('too-many-redirects')
})

test('what a whole answer is worth is left to the checks', async () => {
  expect((await sent('/broken')).response?.status).toBe(500)
})

test('no answer is a problem', async () => {
  expect(await sent('/dead')).toMatchObject({ response: null, problem: { code: 'answer-cut-short' } })
})

test('after a 304 it is the answer that Twilio has in its cache', async () => {
  const request = {
    kind: 'voice.redirect',
    method: 'GET',
    url: `${publicUrl}/cached`,
    parameters: plainOf(),
  } as const
  const first = await send(request)
  const second = await send(request)
  expect(second.exchanges().map(({ response }) => response?.status)).toEqual([304])
  expect(second.response).toEqual(first.response)
  expect(judgeExchange(second)).toEqual([])
  // What the recorder saw is no error either: the request was conditional.
  expect(second.exchanges().flatMap((exchange) => judgeExchange(exchange))).toEqual([])
})
