import type { RequestListener } from 'node:http'
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
