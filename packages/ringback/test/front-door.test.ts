import { mkdtempSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPhone } from 'ringback/phone'
import { describe } from 'vitest'
import { expect, test } from 'ringback/vitest'
import { configuredPhone } from '../src/vitest/configured-phone.ts'

const greeting: Record<string, string> = { '/voice': '<Say>Hello</Say><Dial>+14155550123</Dial>' }

describe('ringback/vitest', () => {
  const it = test.extend({
    // vitest reads the names of other fixtures out of the braces.
    // oxlint-disable-next-line no-empty-pattern
    phoneOptions: async ({}, use) =>
      use({
        authToken: 'secret',
        app: (request: IncomingMessage, response: ServerResponse) => {
          request.resume()
          response.setHeader('content-type', 'text/xml')
          response.end(`<Response>${greeting[request.url ?? ''] ?? ''}</Response>`)
        },
      }),
  })

  it('gives a test a telephone, and expect the matchers', async ({ phone }) => {
    const call = await phone.call({ from: '+14155550100' })
    await call.hears('Hello')
    expect(call).toDial('+14155550123')
    await call.hangup()
  })
})

describe('the telephone of the configuration', () => {
  test('says which setting is missing', async () => {
    await expect(configuredPhone('/')).rejects.toThrow('No app URL given.')
  })

  test('calls the app of ringback.config.ts', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-phone-'))
    writeFileSync(
      join(cwd, 'app.mjs'),
      `export default (request, response) => {
        request.resume()
        response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Say>Configured</Say></Response>')
      }`,
    )
    writeFileSync(join(cwd, 'ringback.config.mjs'), "export default { app: './app.mjs', voiceUrl: '/voice' }")
    const phone = createPhone(await configuredPhone(cwd))
    const call = await phone.call()
    expect(call).toHaveSaid('Configured')
    await phone.close()
  })
})
