import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { startTwilioServer } from '@ringback/msw/server'
import { supportedRoutes } from '@ringback/msw'
import { accountSid, authToken, refusalOf, setup } from './support/virtual-twilio.ts'

describe('what is not supported', () => {
  it('fails loudly, with what is', async () => {
    const { client, twilio: virtual } = setup()
    const refusal = await refusalOf(
      client.messages.create({ to: '+14155550123', from: '+14155550199', body: 'Hi' }),
    )
    expect(refusal.status).toBe(501)
    expect(refusal.message).toBe(
      `ringback does not answer POST https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json, ` +
        'and did not send it to Twilio. It answers the voice API of an account: Calls, Recordings, Conferences, ' +
        'Notifications, Queues, IncomingPhoneNumbers, Applications. ' +
        'All: https://www.npmjs.com/package/@ringback/msw#what-is-answered',
    )
    expect(supportedRoutes().length).toBeGreaterThan(30)
    await expect(virtual.settled()).rejects.toThrow('/Messages.json')
    virtual.reset()
    await expect(virtual.settled()).resolves.toBeUndefined()
  })

  it.each([
    ['POST', '/Calls/CA1/Payments', ['POST /Calls/{CallSid}/Recordings', 'POST /Calls/{CallSid}/Streams']],
    ['GET', '/Callz', ['GET /Calls']],
    [
      'GET',
      '/Conferences/CF1/Participants/CA1/Transcriptions',
      ['GET /Conferences/{ConferenceSid}/Participants/{Participant}'],
    ],
    ['POST', '/IncomingPhoneNumbers/PN1/AssignedAddOns', ['GET /IncomingPhoneNumbers/{Sid}']],
  ])('names the nearest requests that are: %s %s', async (method, path, expected) => {
    setup()
    const account = 'https://api.twilio.com/2010-04-01/Accounts'
    const response = await fetch(`${account}/${accountSid}${path}.json`, { method })
    const { message } = (await response.json()) as { message: string }
    const [, list = ''] = /The nearest that it answers: (.*?)\. All: /.exec(message) ?? []
    const named = list
      .split(', ')
      .map((each) => each.replace('/2010-04-01/Accounts/{AccountSid}', '').replace('.json', ''))
    expect(named.length).toBeLessThanOrEqual(3)
    expect(named).toEqual(expect.arrayContaining(expected))
  })

  it('lets no host of Twilio’s be reached', async () => {
    const { client } = setup()
    const elsewhere = [
      client.verify.v2.services.list(),
      client.lookups.v2.phoneNumbers('+14155550123').fetch(),
      twilio(accountSid, authToken, { edge: 'dublin', region: 'ie1' }).messages.list(),
    ]
    for (const each of elsewhere) {
      const refusal = await refusalOf(each)
      expect(refusal).toMatchObject({
        status: 501,
        message: expect.stringContaining('ringback does not answer'),
      })
    }
  })

  it('answers no other path either', async () => {
    setup()
    const response = await fetch('https://www.twilio.com/')
    expect(response.status).toBe(501)
    expect(await response.text()).toContain('ringback does not answer')
  })

  it('knows a regional host', async () => {
    setup()
    const client = twilio(accountSid, authToken, { edge: 'dublin', region: 'ie1' })
    await expect(client.calls.list()).resolves.toEqual([])
  })

  it('says 20004 for a method that a route has not got', async () => {
    setup()
    const response = await fetch(`https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Calls.json`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    })
    expect(response.status).toBe(405)
    expect(await response.json()).toMatchObject({ code: 20004, status: 405 })
  })

  it('says so from a server as well', async () => {
    const server = await startTwilioServer({ accountSid, authToken })
    try {
      const response = await fetch(`${server.url}/2010-04-01/Accounts/${accountSid}/Messages.json`)
      expect(response.status).toBe(501)
      expect(((await response.json()) as { message: string }).message).toContain('Calls, Recordings')
    } finally {
      await server.close()
    }
  })
})
