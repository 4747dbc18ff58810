import { describe, expect, it } from 'vitest'
import twilio from 'twilio'
import { accountSid, app, from, refusalOf, setup, to } from './support/virtual-twilio.ts'

const talk = { '/voice': '<Say>Hello.</Say><Pause length="60"/>', '/other': '<Say>Other.</Say>' }
const call = { to, from, url: `${app}/voice` }

describe('create', () => {
  it('answers every field of a fresh call', async () => {
    const { client } = setup()
    const created = await client.calls.create(call)
    expect(created.toJSON()).toEqual({
      sid: expect.stringMatching(/^CA[\da-f]{32}$/),
      accountSid,
      annotation: undefined,
      to,
      from,
      toFormatted: '(415) 555-0123',
      fromFormatted: '(415) 555-0199',
      status: 'queued',
      direction: 'outbound-api',
      dateCreated: expect.any(Date),
      dateUpdated: expect.any(Date),
      startTime: null,
      endTime: null,
      duration: null,
      price: null,
      priceUnit: 'USD',
      answeredBy: null,
      apiVersion: '2010-04-01',
      callerName: null,
      forwardedFrom: null,
      groupSid: null,
      parentCallSid: null,
      phoneNumberSid: null,
      queueTime: '0',
      trunkSid: '',
      uri: `/2010-04-01/Accounts/${accountSid}/Calls/${created.sid}.json`,
      subresourceUris: expect.objectContaining({
        recordings: `/2010-04-01/Accounts/${accountSid}/Calls/${created.sid}/Recordings.json`,
        user_defined_messages: `/2010-04-01/Accounts/${accountSid}/Calls/${created.sid}/UserDefinedMessages.json`,
      }),
    })
    expect(Object.keys(created.subresourceUris)).toHaveLength(9)
  })

  it('places the call, which asks the app for its document and tells what became of it', async () => {
    const { client, twilio: virtual, webhooks } = setup({ '/voice': '<Say>Hello.</Say>' })
    const { sid } = await client.calls.create({ ...call, statusCallback: `${app}/status` })
    expect(webhooks).toEqual([])
    await virtual.settled()
    expect(webhooks.map(({ path, parameters }) => [path, parameters['CallStatus']])).toEqual([
      ['/voice', 'in-progress'],
      ['/status', 'completed'],
    ])
    const ended = await client.calls(sid).fetch()
    expect(ended.status).toBe('completed')
    expect(Number(ended.duration)).toBeGreaterThan(0)
    expect(ended.endTime.getTime()).toBeGreaterThan(ended.startTime.getTime())
  })

  it('runs inline TwiML, and an application', async () => {
    const applications = [
      { sid: `AP${'1'.repeat(32)}`, voiceUrl: `${app}/voice`, statusCallback: `${app}/app-status` },
    ]
    const { client, twilio: virtual, webhooks } = setup({ '/voice': '<Hangup/>' }, { applications })
    await client.calls.create({
      to,
      from,
      twiml: '<Response><Redirect>https://app.example.com/next</Redirect></Response>',
    })
    await client.calls.create({ to, from, applicationSid: `AP${'1'.repeat(32)}` })
    await virtual.settled()
    expect(webhooks.map(({ path }) => path).toSorted()).toEqual(['/app-status', '/next', '/voice'])
  })

  it('lets one call a second out of the queue, and says how long each waited', async () => {
    const { client, twilio: virtual } = setup(talk, { callsPerSecond: 1 })
    const calls = [
      await client.calls.create(call),
      await client.calls.create(call),
      await client.calls.create(call),
    ]
    expect(calls.map(({ queueTime }) => queueTime)).toEqual(['0', '1000', '2000'])
    await virtual.passes(4.5)
    const statuses = await Promise.all(calls.map(({ sid }) => client.calls(sid).fetch()))
    expect(statuses.map(({ status }) => status)).toEqual(['in-progress', 'in-progress', 'ringing'])
  })

  it.each([
    [{ to: '', from: '', url: '' }, 21201, "No 'To' number is specified"],
    [{ to, from: '', url: '' }, 21205, 'Url parameter is required.'],
    [{ to, from: '', url: `${app}/voice` }, 21213, "No 'From' number is specified"],
    [
      { to: 'nobody', from, url: `${app}/voice` },
      21211,
      "The 'To' number nobody is not a valid phone number.",
    ],
    [{ to: '+1415555', from, url: `${app}/voice` }, 21211, /\+1415555/],
    [{ to, from: '12', url: `${app}/voice` }, 21212, 'From is not a valid phone number: 12'],
    [{ to, from, url: 'ftp://app.example.com' }, 21205, 'Url is not a valid URL: ftp://app.example.com'],
    [{ ...call, method: 'PUT' }, 21209, /Method/],
    [{ ...call, sendDigits: '1x' }, 21206, /SendDigits/],
    [{ ...call, timeout: -1 }, 21208, /Timeout/],
    [{ ...call, statusCallback: 'nowhere' }, 21609, /StatusCallback/],
    [{ ...call, machineDetection: 'Maybe' }, 21234, /Machine Detection/],
    [{ ...call, machineDetection: 'Enable', machineDetectionTimeout: 2 }, 21234, /Machine Detection/],
    [{ ...call, sipAuthUsername: 'me' }, 21225, /SipAuthPassword/],
    [{ to, from, applicationSid: `AP${'0'.repeat(32)}` }, 21218, /ApplicationSid/],
    [{ to, from, twiml: `<Response>${' '.repeat(4000)}</Response>` }, 32018, /Twiml/],
  ])('refuses %j with %i', async (options, code, message) => {
    const { client } = setup()
    const refusal = await refusalOf(client.calls.create(options))
    expect(refusal).toMatchObject({ status: 400, code })
    expect(refusal.message).toMatch(message)
    expect(await client.calls.list()).toEqual([])
  })

  it('takes numbers as people write them', async () => {
    const { client } = setup()
    const created = await client.calls.create({ ...call, to: '(415) 555-0123', from: '1-415-555-0199' })
    expect([created.to, created.from]).toEqual([to, from])
  })

  it('refuses a number that is not the account’s, where there are some', async () => {
    const { client } = setup({}, { numbers: [from] })
    const refusal = await refusalOf(client.calls.create({ ...call, from: '+14155550111' }))
    expect(refusal).toMatchObject({ status: 400, code: 21210 })
    const created = await client.calls.create(call)
    const [number] = await client.incomingPhoneNumbers.list()
    expect(created.phoneNumberSid).toBe(number?.sid)
  })

  it('takes both Url and Twiml, runs the Url and logs 32019', async () => {
    const { client, twilio: virtual, webhooks } = setup(talk)
    // The typings do not let both through; the API does.
    const both = { ...call, twiml: '<Response/>' } as typeof call
    const { sid } = await client.calls.create(both)
    await virtual.settled()
    expect(webhooks.map(({ path }) => path)).toContain('/voice')
    const [notification] = await client.calls(sid).notifications.list()
    expect(notification).toMatchObject({ errorCode: '32019', log: '1', callSid: sid })
  })
})

describe('credentials', () => {
  it('lets the account in, and its API keys', async () => {
    const apiKeys = { [`SK${'2'.repeat(32)}`]: 'secret' }
    const { client } = setup({}, { apiKeys })
    await expect(client.calls.list()).resolves.toEqual([])
    const byKey = twilio(`SK${'2'.repeat(32)}`, 'secret', { accountSid })
    await expect(byKey.calls.list()).resolves.toEqual([])
  })

  it('refuses everybody else with 20003', async () => {
    setup()
    for (const client of [
      twilio(accountSid, 'another token'),
      twilio(`AC${'9'.repeat(32)}`, 'the auth token of the tests'),
      twilio(`SK${'2'.repeat(32)}`, 'secret', { accountSid }),
    ]) {
      const refusal = await refusalOf(client.calls.create(call))
      expect(refusal).toEqual({ status: 401, code: 20003, message: expect.stringContaining('Authenticate') })
    }
  })
})

describe('fetch, update, delete', () => {
  it('does not know a call that is not there', async () => {
    const { client } = setup()
    const sid = `CA${'3'.repeat(32)}`
    const refusal = await refusalOf(client.calls(sid).fetch())
    const path = `/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`
    expect(refusal).toMatchObject({ status: 404, code: 20404 })
    expect(refusal.message).toContain(`The requested resource ${path} was not found`)
  })

  it('hangs up a call in progress', async () => {
    const { client, twilio: virtual, webhooks } = setup(talk)
    const { sid } = await client.calls.create({ ...call, statusCallback: `${app}/status` })
    await virtual.passes(10)
    expect((await client.calls(sid).fetch()).status).toBe('in-progress')
    expect((await client.calls(sid).update({ status: 'completed' })).status).toBe('completed')
    await virtual.settled()
    expect((await client.calls(sid).fetch()).duration).toBe('7')
    expect(webhooks.at(-1)?.parameters).toMatchObject({ CallStatus: 'completed', CallDuration: '7' })
  })

  it('redirects a call in progress, by URL and by TwiML', async () => {
    const { client, twilio: virtual, webhooks } = setup(talk)
    const { sid } = await client.calls.create(call)
    await virtual.passes(10)
    await client.calls(sid).update({ url: `${app}/other`, method: 'GET' })
    await virtual.settled()
    expect(webhooks.map(({ path }) => path)).toEqual(['/voice', '/other'])
    const second = await client.calls.create(call)
    await virtual.passes(10)
    await client.calls(second.sid).update({ twiml: '<Response><Say>Goodbye.</Say></Response>' })
    await virtual.settled()
    const said = virtual.events().filter((event) => event.type === 'said' && event.callSid === second.sid)
    expect(said).toMatchObject([{ text: 'Hello.' }, { text: 'Goodbye.' }])
  })

  it('cancels a queued call without any callback, and a ringing one with', async () => {
    const { client, twilio: virtual, webhooks } = setup(talk)
    const options = { ...call, statusCallback: `${app}/status` }
    const queued = await client.calls.create(options)
    expect((await client.calls(queued.sid).update({ status: 'canceled' })).status).toBe('canceled')
    await virtual.settled()
    expect(webhooks).toEqual([])
    const ringing = await client.calls.create(options)
    await virtual.passes(1)
    await client.calls(ringing.sid).update({ status: 'canceled' })
    await virtual.settled()
    expect(webhooks.map(({ parameters }) => parameters['CallStatus'])).toEqual(['canceled'])
  })

  it('refuses what a call is not in the state for', async () => {
    const { client, twilio: virtual } = setup(talk)
    const { sid } = await client.calls.create(call)
    expect(await refusalOf(client.calls(sid).update({ url: `${app}/other` }))).toMatchObject({
      status: 400,
      code: 21220,
      message: expect.stringContaining('Call is not in-progress. Cannot redirect.'),
    })
    expect(await refusalOf(client.calls(sid).remove())).toMatchObject({ status: 409, code: 20009 })
    await virtual.passes(10)
    expect(await refusalOf(client.calls(sid).update({ status: 'canceled' }))).toMatchObject({ code: 21220 })
    await virtual.settled()
    expect(await refusalOf(client.calls(sid).update({ status: 'completed' }))).toMatchObject({ code: 21220 })
    await expect(client.calls(sid).remove()).resolves.toBe(true)
    expect(await refusalOf(client.calls(sid).fetch())).toMatchObject({ code: 20404 })
  })

  it('ends a call at its time limit, given with it or later', async () => {
    const { client, twilio: virtual } = setup(talk)
    const limited = await client.calls.create({ ...call, timeLimit: 20 })
    const later = await client.calls.create(call)
    await virtual.passes(10)
    await client.calls(later.sid).update({ timeLimit: 30 })
    await virtual.settled()
    expect((await client.calls(limited.sid).fetch()).duration).toBe('20')
    expect((await client.calls(later.sid).fetch()).duration).toBe('30')
  })
})

describe('list', () => {
  it('pages through calls, newest first', async () => {
    const { client } = setup()
    const sids: string[] = []
    for (let count = 0; count < 7; count += 1) sids.unshift((await client.calls.create(call)).sid)
    const page = await client.calls.page({ pageSize: 3 })
    expect(page.instances.map(({ sid }) => sid)).toEqual(sids.slice(0, 3))
    const second = await page.nextPage()
    expect(second?.instances.map(({ sid }) => sid)).toEqual(sids.slice(3, 6))
    expect(second?.previousPageUrl).toBeDefined()
    const third = await second?.nextPage()
    expect(third?.instances.map(({ sid }) => sid)).toEqual(sids.slice(6))
    expect(third?.nextPageUrl).toBeUndefined()
    expect((await client.calls.list({ pageSize: 2, limit: 5 })).map(({ sid }) => sid)).toEqual(
      sids.slice(0, 5),
    )
    expect(await refusalOf(client.calls.page({ pageSize: 1001 }))).toMatchObject({ status: 400, code: 20007 })
  })

  it('filters by number, status, parent and time', async () => {
    const { client, twilio: virtual } = setup({
      '/voice': '<Dial timeLimit="5">+14155550177</Dial>',
    })
    const dialling = await client.calls.create(call)
    await virtual.settled()
    await virtual.passes(86_400)
    const waiting = await client.calls.create({ ...call, to: '+14155550144' })
    const listed = async (filter: Parameters<typeof client.calls.list>[0]): Promise<readonly string[]> =>
      (await client.calls.list(filter)).map((each) => each.to)
    expect(await listed({ status: 'queued' })).toEqual(['+14155550144'])
    expect(await listed({ to })).toEqual([to])
    expect(await listed({ parentCallSid: dialling.sid })).toEqual(['+14155550177'])
    const day = dialling.dateCreated
    const nextDay = new Date(day.getTime() + 86_400_000)
    expect(await listed({ startTimeBefore: nextDay })).toEqual(['+14155550177', to])
    expect(await listed({ startTimeAfter: nextDay })).toEqual([])
    expect(waiting.status).toBe('queued')
  })
})
