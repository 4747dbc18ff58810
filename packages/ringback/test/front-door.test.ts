import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe } from 'vitest'
import { expect, test } from 'ringback/vitest'

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
