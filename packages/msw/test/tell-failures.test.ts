import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTwilioApi } from '@ringback/msw'
import { expect, it, onTestFinished } from 'vitest'
import { tellFailures } from '../src/adapters/tell-failures.ts'
import { accountSid, authToken, from, to } from './support/virtual-twilio.ts'

const calls = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Calls.json`

async function toldAfter(
  url: (port: number) => string,
  path = calls,
  document: (host: string | undefined) => string = () => '',
): Promise<readonly string[]> {
  const server = createServer(({ headers }, res) =>
    res.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${document(headers.host)}</Response>`),
  )
  server.on('upgrade', (_request, socket) =>
    socket.end('HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const api = createTwilioApi({ accountSid, authToken })
  const lines: string[] = []
  tellFailures(api, (line) => lines.push(line))
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const body = new URLSearchParams({ To: to, From: from, Url: url(port) })
  await api.handle(new Request(path, { method: 'POST', body, headers: { authorization } }))
  await api.settled().catch(() => undefined)
  await api.close()
  return lines
}

it('a webhook over https to an app that speaks http is told', async () => {
  const lines = await toldAfter((port) => `https://127.0.0.1:${port}/voice`)
  expect(lines[0]).toMatch(/^Call CA[0-9a-f]{32}: error 11\d\d\d .*(?:TLS|SSL|https)/i)
  expect(lines.join('\n')).not.toContain('OPENSSL')
})

it('nothing is told of a call that goes well', async () => {
  expect(await toldAfter((port) => `http://127.0.0.1:${port}/voice`)).toEqual([])
})

it('a request that is not answered is told', async () => {
  const path = calls.replace('Calls.json', 'Addresses.json')
  expect(await toldAfter(() => 'http://127.0.0.1:1/voice', path)).toEqual([
    expect.stringMatching(/^POST .*Addresses\.json failed: ./),
  ])
})

it('a WebSocket that is refused with 501 is told as what it is', async () => {
  const document = (host = ''): string => `<Connect><Stream url="wss://${host}/agent"/></Connect>`
  const lines = await toldAfter((port) => `http://127.0.0.1:${port}/voice`, calls, document)
  expect(lines).toEqual([expect.stringMatching(/^Call CA[0-9a-f]{32}: error 31\d\d\d .*501/)])
})
