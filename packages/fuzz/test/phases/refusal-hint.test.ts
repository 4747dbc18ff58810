import { decodeForm, type Parameters } from '@ringback/catalog'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { sign } from '@ringback/signature'
import { expect, test } from 'vitest'
import { probePhase } from '../../src/phases/probe.ts'
import { authToken, publicUrl, runOn } from '../support.ts'

/** An app whose signature check sees another URL or other parameters than those that came. */
function appThatSigns(
  seen: (url: string, parameters: Parameters) => { readonly url: string; readonly parameters: Parameters },
): RequestListener {
  return (req, res) => {
    void text(req).then((body) => {
      const { url, parameters } = seen(publicUrl + (req.url ?? ''), decodeForm(body).parameters)
      const isRight = sign({ url, parameters, authToken }) === req.headers['x-twilio-signature']
      res.writeHead(isRight ? 200 : 403, { 'content-type': 'text/xml' }).end('<Response/>')
    })
  }
}

async function messageAbout(app: RequestListener, path = '/voice'): Promise<string> {
  const { run } = runOn(app, { voiceUrl: publicUrl + path })
  await probePhase(run)
  return run.ledger.findings()[0]?.message ?? ''
}

test('a check that leaves the parameters out is told so', async () => {
  const message = await messageAbout(appThatSigns((url) => ({ url, parameters: [] })))
  expect(message).toContain('It accepts the same request without parameters.')
})

test('a check that leaves the query out is told so', async () => {
  const app = appThatSigns((url, parameters) => ({ url: url.replace(/\?.*/, ''), parameters }))
  expect(await messageAbout(app, '/voice?tenant=1')).toContain('It leaves the query out')
})

test('a check that reads characters differently is told so', async () => {
  const app = appThatSigns((url, parameters) => ({
    url,
    parameters: parameters.map(([name, value]) => [name, value.replaceAll('+', ' ')] as const),
  }))
  expect(await messageAbout(app)).toContain('It reads characters such as + and spaces differently')
})

test('where nothing is accepted, the token and the public URL are suspected', async () => {
  const message = await messageAbout((req, res) => void res.writeHead(403).end(void req.resume()))
  expect(message).toMatch(/--auth-token.*--public-url/)
  expect(message).not.toContain('It accepts')
})
