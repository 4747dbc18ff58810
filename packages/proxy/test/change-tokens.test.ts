import { encodeForm } from '@ringback/catalog'
import type { ProxyEvent } from '@ringback/proxy'
import { sign } from '@ringback/signature'
import { afterEach, expect, test } from 'vitest'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const publicUrl = 'https://voice.example.com'
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function signed(authToken: string): Buffer {
  const parameters = Object.entries({ AccountSid: `AC${'0'.repeat(32)}`, CallSid: `CA${'0'.repeat(32)}` })
  const signature = sign({ url: `${publicUrl}/voice`, authToken, parameters })
  return webhook({ body: encodeForm(parameters), fields: [`X-Twilio-Signature: ${signature}`] })
}

test('signatures are checked with the tokens of now, and a running proxy is never without one', async () => {
  const app = await startRawApp(() => [Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')])
  const proxy = await startProxy({ app: app.url, publicUrl, signature: 'require', authToken: 'old' })
  closers.push(
    () => app.close(),
    () => proxy.close({ drain: false }),
  )
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  const status = async (token: string): Promise<string | undefined> =>
    (await sendRaw(proxy.url, [signed(token)])).statusLine.split(' ')[1]
  expect([await status('old'), await status('new')]).toEqual(['200', '403'])
  proxy.changeAuthTokens({ authToken: ['new', 'old'] })
  expect([await status('old'), await status('new')]).toEqual(['200', '200'])
  proxy.changeAuthTokens({ authToken: ['new'] })
  expect([await status('old'), await status('new')]).toEqual(['403', '200'])
  expect(() => proxy.changeAuthTokens({ authToken: [] })).toThrow("signature: 'require' needs an authToken")
  expect(() => proxy.changeAuthTokens({ authToken: ['', 'x'] })).toThrow('an auth token is empty')
  expect([await status('old'), await status('new')]).toEqual(['403', '200'])
  proxy.changeAuthTokens({ authTokens: { [`AC${'0'.repeat(32)}`]: 'third' } })
  expect([await status('third'), await status('new')]).toEqual(['200', '403'])
  proxy.warn('a-code', 'a message')
  await until('all is told', () => events.some(({ type }) => type === 'warning'))
  expect(events.filter(({ type }) => type === 'auth-tokens-changed')).toHaveLength(3)
  expect(events.at(-1)).toEqual({ type: 'warning', code: 'a-code', message: 'a message' })
})
