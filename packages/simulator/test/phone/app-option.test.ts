import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createPhone, type PhoneOptions } from '@ringback/simulator'
import { describe, expect, it, onTestFinished } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'

describe('the app of a phone', () => {
  it('may be a URL, a host with a port, or a port', async () => {
    const server = createServer((_, res) => {
      res.setHeader('content-type', 'text/xml').end('<Response><Say>Hello.</Say></Response>')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    for (const app of [`http://127.0.0.1:${port}`, `127.0.0.1:${port}`, `${port}`]) {
      const phone = createPhone({ app, authToken })
      expect((await phone.call()).transcript).toContain('Hello.')
      await phone.close()
    }
  })

  it.each([
    [4599, 'The option app is the number 4599, which cannot be called.'],
    [null, 'The option app is null'],
    [{}, 'an object without fetch'],
    [[], 'an array'],
    [Promise.resolve(), 'a promise (await it first)'],
    ['ftp://127.0.0.1', 'must start with http:// or https://'],
    ['http://', 'is not a URL'],
  ])('says what it takes when it is %j', (app, message) => {
    // What code without types may pass.
    const options = { app, authToken, voiceUrl: '/voice' } as PhoneOptions
    expect(() => createPhone(options)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        remedy: expect.stringContaining('http://127.0.0.1:3000'),
      }),
    )
  })

  it('says what is missing when there is none', () => {
    expect(() => createPhone({ authToken, voiceUrl: '/voice' })).toThrow('No app URL given')
  })
})
