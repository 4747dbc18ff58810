import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { accountSid, app, from, refusalOf, setup, to } from './support/virtual-twilio.ts'

const call = { to, from, url: `${app}/voice` }
const talk = { '/voice': '<Pause length="60"/>' }

describe('recordings', () => {
  it('records a whole call that was asked for with Record', async () => {
    const { client, twilio, webhooks } = setup(talk)
    const { sid } = await client.calls.create({
      ...call,
      record: true,
      recordingChannels: 'dual',
      recordingStatusCallback: `${app}/recording`,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
    })
    await twilio.settled()
    const [recording] = await client.calls(sid).recordings.list()
    expect(recording?.toJSON()).toMatchObject({
      sid: expect.stringMatching(/^RE[\da-f]{32}$/),
      accountSid,
      callSid: sid,
      conferenceSid: null,
      channels: 2,
      duration: '60',
      status: 'completed',
      source: 'OutboundAPI',
      track: 'both',
      dateCreated: expect.any(Date),
      startTime: expect.any(Date),
      priceUnit: 'USD',
    })
    const reports = webhooks.filter(({ path }) => path === '/recording')
    expect(reports.map(({ parameters }) => parameters['RecordingStatus'])).toEqual([
      'in-progress',
      'completed',
    ])
    const ofAccount = await client.recordings.list({ callSid: sid })
    expect(ofAccount.map((each) => each.sid)).toEqual([recording?.sid])
    expect(ofAccount[0]?.mediaUrl).toBe(reports[1]?.parameters['RecordingUrl'])
  })

  it('starts, pauses and stops a recording of a call in progress, and deletes it', async () => {
    const { client, twilio } = setup(talk)
    const { sid } = await client.calls.create(call)
    expect(await refusalOf(client.calls(sid).recordings.create())).toMatchObject({ code: 21220 })
    await twilio.passes(5)
    const started = await client.calls(sid).recordings.create()
    expect(started).toMatchObject({ status: 'in-progress', source: 'StartCallRecordingAPI', duration: null })
    expect(await refusalOf(client.recordings(started.sid).remove())).toMatchObject({ code: 20009 })
    await twilio.passes(10)
    const current = client.calls(sid).recordings('Twilio.CURRENT')
    expect((await current.update({ status: 'paused' })).status).toBe('paused')
    expect((await current.update({ status: 'stopped' })).duration).toBe('10')
    await client.recordings(started.sid).remove()
    expect(await client.recordings.list()).toEqual([])
  })

  it('knows what the Record verb and a Dial recorded', async () => {
    const { client, twilio } = setup(
      {
        '/voice': '<Record playBeep="false" maxLength="5" action="/dial"/>',
        '/dial': `<Dial record="record-from-answer" recordingStatusCallback="${app}/recording" timeLimit="7">+14155550177</Dial>`,
      },
      { people: { [to]: (line) => line.say('This is a message.', { settle: false }) } },
    )
    const { sid } = await client.calls.create(call)
    await twilio.settled()
    const recordings = await client.calls(sid).recordings.list()
    expect(recordings.map(({ source, status, duration }) => [source, status, duration])).toEqual([
      ['DialVerb', 'completed', '7'],
      ['RecordVerb', 'completed', expect.stringMatching(/^[1-5]$/)],
    ])
  })
})

describe('queues', () => {
  const waiting = {
    '/voice': '<Enqueue waitUrl="">support</Enqueue><Say>Left.</Say>',
    '/agent': '<Say>Hello.</Say>',
  }

  it('makes, changes and deletes a queue', async () => {
    const { client } = setup()
    const queue = await client.queues.create({ friendlyName: 'support', maxSize: 5 })
    expect(queue.toJSON()).toEqual({
      sid: expect.stringMatching(/^QU[\da-f]{32}$/),
      accountSid,
      averageWaitTime: 0,
      currentSize: 0,
      dateCreated: expect.any(Date),
      dateUpdated: expect.any(Date),
      friendlyName: 'support',
      maxSize: 5,
      uri: `/2010-04-01/Accounts/${accountSid}/Queues/${queue.sid}.json`,
    })
    expect(await refusalOf(client.queues.create({ friendlyName: 'support' }))).toMatchObject({ status: 400 })
    const renamed = await client.queues(queue.sid).update({ friendlyName: 'sales', maxSize: 9 })
    expect([renamed.friendlyName, renamed.maxSize, renamed.sid]).toEqual(['sales', 9, queue.sid])
    await client.queues(queue.sid).remove()
    expect(await client.queues.list()).toEqual([])
  })

  it('shows who waits, and calls the first one out', async () => {
    const { client, twilio, webhooks } = setup(waiting)
    const first = await client.calls.create(call)
    await twilio.passes(10)
    await client.calls.create({ ...call, to: '+14155550124' })
    await twilio.passes(10)
    const [queue] = await client.queues.list()
    expect(queue).toMatchObject({ friendlyName: 'support', currentSize: 2 })
    const { members } = client.queues(queue?.sid ?? '')
    const [member, second] = await members.list()
    expect(member?.toJSON()).toEqual({
      callSid: first.sid,
      dateEnqueued: expect.any(Date),
      position: 1,
      queueSid: queue?.sid,
      uri: `/2010-04-01/Accounts/${accountSid}/Queues/${queue?.sid}/Members/${first.sid}.json`,
      waitTime: 17,
    })
    expect([second?.position, second?.waitTime]).toEqual([2, 7])
    expect(await refusalOf(client.queues(queue?.sid ?? '').remove())).toMatchObject({ code: 20009 })
    const out = await members('Front').update({ url: `${app}/agent` })
    expect(out.callSid).toBe(first.sid)
    await twilio.passes(10)
    expect(webhooks.at(-1)).toMatchObject({ path: '/agent', parameters: { CallSid: first.sid } })
    expect((await client.queues(queue?.sid ?? '').fetch()).currentSize).toBe(1)
  })
})

describe('events and notifications', () => {
  it('shows the webhooks of a call', async () => {
    const { client, twilio } = setup({ '/voice': '<Say>Hello.</Say>' })
    const { sid } = await client.calls.create({ ...call, statusCallback: `${app}/status` })
    await twilio.settled()
    const events = await client.calls(sid).events.list()
    expect(events).toMatchObject([
      {
        request: { method: 'POST', url: `${app}/voice`, parameters: { CallSid: sid, To: to } },
        response: { response_code: 200, response_body: '<Response><Say>Hello.</Say></Response>' },
      },
      { request: { url: `${app}/status` }, response: { response_code: 204 } },
    ])
  })

  it('shows what Twilio’s debugger logs', async () => {
    const { client, twilio } = setup({ '/voice': '<Say>Not closed' })
    const { sid } = await client.calls.create(call)
    await twilio.settled()
    const [notification] = await client.calls(sid).notifications.list()
    expect(notification).toMatchObject({
      accountSid,
      callSid: sid,
      errorCode: '12100',
      log: '0',
      moreInfo: 'https://www.twilio.com/docs/errors/12100',
      requestMethod: 'POST',
      requestUrl: `${app}/voice`,
      messageDate: expect.any(Date),
    })
    const whole = await client.notifications(notification?.sid ?? '').fetch()
    expect(whole.responseBody).toBe('<Response><Say>Not closed</Response>')
    expect(whole.requestVariables).toContain(`CallSid=${sid}`)
  })
})

describe('what is configured', () => {
  it('shows numbers and applications as they are', async () => {
    const sid = `AP${'1'.repeat(32)}`
    const { client } = setup(
      {},
      {
        numbers: [{ phoneNumber: from, voiceUrl: `${app}/voice`, voiceMethod: 'GET' }, '+14155550188'],
        applications: [{ sid, friendlyName: 'dialler', voiceUrl: `${app}/app` }],
      },
    )
    const numbers = await client.incomingPhoneNumbers.list()
    expect(numbers).toMatchObject([
      { phoneNumber: from, voiceUrl: `${app}/voice`, voiceMethod: 'GET', capabilities: { voice: true } },
      { phoneNumber: '+14155550188', friendlyName: '+14155550188', voiceUrl: null },
    ])
    expect(await client.incomingPhoneNumbers.list({ phoneNumber: from })).toHaveLength(1)
    expect((await client.incomingPhoneNumbers(numbers[0]?.sid ?? '').fetch()).dateCreated).toBeInstanceOf(
      Date,
    )
    expect((await client.applications(sid).fetch()).friendlyName).toBe('dialler')
  })
})

describe('streams and user-defined messages', () => {
  it('opens a Media Stream on a call in progress, and stops it', async () => {
    const server = createServer()
    const sockets = new WebSocketServer({ server })
    onTestFinished(() => {
      sockets.close()
      server.close()
    })
    const seen: { event: string; start?: { customParameters: object } }[] = []
    sockets.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => seen.push(JSON.parse(data.toString()) as (typeof seen)[number])),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { client, twilio } = setup(talk)
    const { sid } = await client.calls.create(call)
    await twilio.passes(5)
    const stream = await client.calls(sid).streams.create({
      url: `wss://127.0.0.1:${port}/media`,
      name: 'mine',
      'parameter1.name': 'order',
      'parameter1.value': '17',
    })
    expect(stream).toMatchObject({
      sid: expect.stringMatching(/^MZ/),
      callSid: sid,
      name: 'mine',
      status: 'in-progress',
    })
    await once(sockets, 'connection')
    await twilio.passes(0.1)
    expect((await client.calls(sid).streams('mine').update({ status: 'stopped' })).status).toBe('stopped')
    await twilio.passes(1)
    expect(seen.slice(0, 2).map(({ event }) => event)).toEqual(['connected', 'start'])
    expect(seen[1]?.start?.customParameters).toEqual({ order: '17' })
    expect(seen.at(-1)?.event).toBe('stop')
  })

  it('takes messages, and subscriptions to them', async () => {
    const { client } = setup()
    const { sid } = await client.calls.create(call)
    const message = await client.calls(sid).userDefinedMessages.create({ content: '{"hello":1}' })
    expect(message).toMatchObject({
      sid: expect.stringMatching(/^KX/),
      callSid: sid,
      dateCreated: expect.any(Date),
    })
    const subscription = await client
      .calls(sid)
      .userDefinedMessageSubscriptions.create({ callback: `${app}/messages` })
    expect(subscription).toMatchObject({ sid: expect.stringMatching(/^ZY/), callSid: sid })
    const long = client.calls(sid).userDefinedMessages.create({ content: 'x'.repeat(10_001) })
    expect(await refusalOf(long)).toMatchObject({ status: 400 })
  })
})
