import { describe, expect, it } from 'vitest'
import { openAccess } from '../../src/options/client-options.ts'
import { createSender } from '../../src/send/sender.ts'
import { appOf, optionsFor, plainOf, publicUrl, twiml } from '../support.ts'

const voice = { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice` } as const
const sender = createSender(
  openAccess(optionsFor(appOf(({ path }) => (path === '/voice' ? twiml('') : undefined)))),
)

describe('a sender', () => {
  it('signs as Twilio does', async () => {
    expect(await sender({ ...voice, parameters: plainOf() })).toMatchObject({
      response: { status: 200 },
      problem: null,
      redirectedTo: null,
    })
  })

  it('sends another signature, or none, where the request says so', async () => {
    for (const signature of ['forged', null]) {
      const { response } = await sender({ ...voice, parameters: plainOf(), signature })
      expect(response?.status).toBe(403)
    }
  })

  it('records the exchange when it is asked for', async () => {
    const sent = await sender({ ...voice, parameters: plainOf() })
    expect(sent.exchanges()).toMatchObject([
      { kind: 'voice.incoming-pstn', request: { url: voice.url }, response: { status: 200 } },
    ])
  })
})
