import { the } from '../support/the.ts'
import { describe, expect, test } from 'vitest'
import type { Line, PhoneOptions } from '@ringback/simulator'
import { expectRealWebhooks, phoneTo, publicUrl, type Route } from '../support/test-app.ts'

const agent = '+14155550123'
const other = '+14155550124'

async function called(routes: Readonly<Record<string, Route>>, people: PhoneOptions['people'] = {}) {
  const one = phoneTo(routes, { people })
  const call = await one.phone.call()
  await call.ends()
  expectRealWebhooks(one.phone)
  return { ...one, call }
}

const talks = (seconds: number) => ({
  script: async (line: { waits: (s: number) => Promise<void>; hangup: () => Promise<void> }) => {
    await line.waits(seconds)
    await line.hangup()
  },
})

describe('1.7 Dial', () => {
  test('Without action: next verb after the dialled call ended (caller still there). [D]', async () => {
    const { call } = await called(
      { '/voice': `<Dial>${agent}</Dial><Say>back</Say>` },
      { [agent]: talks(10) },
    )
    expect(call).toHaveSaid('back')
  })

  test('With action: the answer takes over, verbs after Dial never run, and if the answer is empty the call ends. [D]', async () => {
    const { call, of } = await called(
      { '/voice': `<Dial action="/done">${agent}</Dial><Say>never</Say>`, '/done': '' },
      { [agent]: talks(10) },
    )
    expect(of('/done')).toHaveLength(1)
    expect(call).not.toHaveSaid('never')
    expect(call).toHaveEnded('completed')
  })

  test('Action parameters: DialCallStatus, DialCallSid, DialCallDuration, DialBridged. [D]', async () => {
    const { of, call } = await called(
      { '/voice': `<Dial action="/done">${agent}</Dial>`, '/done': '' },
      { [agent]: talks(42) },
    )
    const child = call.events().find((event) => event.type === 'dialled')
    expect(of('/done')[0]?.parameters).toMatchObject({
      DialCallStatus: 'completed',
      DialCallSid: child?.type === 'dialled' ? child.child : '',
      DialCallDuration: '42',
      DialBridged: 'true',
    })
  })

  for (const [does, status] of [
    ['is-busy', 'busy'],
    ['silent', 'no-answer'],
    ['is-unreachable', 'failed'],
  ] as const) {
    test(`A telephone that ${does}: DialCallStatus ${status}, no DialCallDuration. [D]`, async () => {
      const { of } = await called(
        { '/voice': `<Dial action="/done">${agent}</Dial>`, '/done': '' },
        { [agent]: { does } },
      )
      expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: status })
      expect(of('/done')[0]?.parameters).not.toHaveProperty('DialCallDuration')
    })
  }

  test('timeout 30 (Twilio adds about 5 s). [D]', async () => {
    const { call } = await called(
      { '/voice': `<Dial timeout="10">${agent}</Dial>` },
      { [agent]: { does: 'silent' } },
    )
    expect(call.timeline.find((line) => line.includes('dial ended'))).toMatch(/^0:15\.000/)
  })

  test('timeLimit ends the conversation. [D]', async () => {
    const { of } = await called({
      '/voice': `<Dial timeLimit="60" action="/done">${agent}</Dial>`,
      '/done': '',
    })
    expect(of('/done')[0]?.parameters['DialCallDuration']).toBe('60')
  })

  test('hangupOnStar: the caller ends the dialled call and goes on. [D]', async () => {
    const { phone } = phoneTo({ '/voice': `<Dial hangupOnStar="true">${agent}</Dial><Say>back</Say>` })
    const call = await phone.call()
    await call.connects()
    await call.press('*')
    expect(await call.hears('back')).toBe('back')
  })

  test('callerId = caller by default; callerId is what the callee sees. [D]', async () => {
    const { call } = await called(
      { '/voice': `<Dial>${agent}</Dial><Dial callerId="+14155550150">${other}</Dial>` },
      { [agent]: { does: 'is-busy' }, [other]: { does: 'is-busy' } },
    )
    const children = call
      .events()
      .flatMap((event) => (event.type === 'call-started' && event.parentCallSid !== null ? [event.from] : []))
    expect(children).toEqual(['+14155550100', '+14155550150'])
  })

  test('Number/Client at once: first answer wins, others canceled. [D]', async () => {
    const { of } = await called(
      {
        '/voice': `<Dial action="/done"><Number statusCallback="/one">${agent}</Number><Client statusCallback="/two">jenny</Client></Dial>`,
        '/done': '',
      },
      { [agent]: { after: 10 }, 'client:jenny': { after: 4, ...talks(5) } },
    )
    expect(of('/one').map(({ parameters }) => parameters['CallStatus'])).toEqual(['canceled'])
    expect(of('/two').map(({ parameters }) => parameters['CallStatus'])).toEqual(['completed'])
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '5' })
  })

  test('sequential: one after the other. [D]', async () => {
    const { call } = await called(
      { '/voice': `<Dial sequential="true"><Number>${agent}</Number><Number>${other}</Number></Dial>` },
      { [agent]: { does: 'is-busy', after: 6 }, [other]: talks(3) },
    )
    expect(call.timeline.filter((line) => line.includes('dials')).map((line) => line.split(' ')[0])).toEqual([
      '0:00.000',
      '0:06.000',
    ])
  })

  test('Conference must stand alone (13000). [D]', async () => {
    const { phone } = phoneTo({
      '/voice': `<Dial><Conference>Room</Conference><Number>${agent}</Number></Dial>`,
    })
    const call = await phone.call()
    expect(call).toHaveLogged(13000)
    await call.hangup()
  })

  test("calls(sid).update({url}) during a bridged Dial: the child leg is closed, the interrupted Dial's action is requested first and its answer dropped, then the new Url has control. [L]", async () => {
    const { phone, seen, of } = phoneTo({
      '/voice': `<Dial action="/dial-done">${agent}</Dial>`,
      '/dial-done': '<Say>dropped</Say>',
      '/new': '<Say>new control</Say>',
    })
    const call = await phone.call()
    await call.connects()
    expect(
      phone.update(call.callSid, { type: 'document', voice: { url: `${publicUrl}/new`, method: 'POST' } }),
    ).toBe(true)
    await call.hears('new control')
    expect(seen.map(({ path }) => path)).toEqual(['/voice', '/dial-done', '/new'])
    expect(of('/dial-done')[0]?.parameters).toMatchObject({
      DialCallStatus: 'completed',
      CallStatus: 'in-progress',
    })
    expect(call).not.toHaveSaid('dropped')
  })

  test('url (whisper): fetched when the callee answers, before the bridge, on the child call. End of document: bridge. [D E]', async () => {
    const { call, of } = await called(
      {
        '/voice': `<Dial><Number url="/whisper">${agent}</Number></Dial>`,
        '/whisper': '<Say>a call for you</Say>',
      },
      { [agent]: talks(5) },
    )
    const { CallSid, ParentCallSid, Direction, CallStatus } = the(of('/whisper')[0]).parameters
    expect({ ParentCallSid, Direction, CallStatus }).toEqual({
      ParentCallSid: call.callSid,
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
    })
    expect(CallSid).not.toBe(call.callSid)
    expect(call.transcript).toMatch(/a call for you[\s\S]*bridged/)
  })

  test('<Hangup/> in the whisper: no bridge, Dial goes on. [D]', async () => {
    const { call, of } = await called(
      {
        '/voice': `<Dial action="/done" sequential="true"><Number url="/whisper">${agent}</Number><Number>${other}</Number></Dial>`,
        '/whisper': '<Gather numDigits="1" action="/accept"/><Hangup/>',
        '/done': '',
      },
      { [other]: talks(2) },
    )
    expect(call).toDial(other)
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '2' })
  })

  test('Dial in the whisper of a Number is 13201. [D]', async () => {
    const { call } = await called({
      '/voice': `<Dial><Number url="/whisper">${agent}</Number></Dial>`,
      '/whisper': `<Dial>${other}</Dial>`,
    })
    expect(call).toHaveLogged(13201)
    expect(call).not.toDial(other)
  })

  test('statusCallbackEvent default completed; with all four: Timestamp (RFC 2822), CallbackSource, SequenceNumber from 0. [D]', async () => {
    const { of } = await called(
      {
        '/voice': `<Dial><Number statusCallback="/all" statusCallbackEvent="initiated ringing answered completed">${agent}</Number></Dial><Dial><Number statusCallback="/end">${agent}</Number></Dial>`,
      },
      { [agent]: talks(5) },
    )
    expect(
      of('/all').map(({ parameters }) => `${parameters['SequenceNumber']} ${parameters['CallStatus']}`),
    ).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed'])
    expect(of('/all')[0]?.parameters).toMatchObject({
      Timestamp: 'Thu, 01 Jan 2026 12:00:00 +0000',
      CallbackSource: 'call-progress-events',
    })
    expect(
      of('/end').map(({ parameters }) => `${parameters['SequenceNumber']} ${parameters['CallStatus']}`),
    ).toEqual(['0 completed'])
  })

  test('record: RecordingUrl in the action, recordingStatusCallback about the parent leg. [D]', async () => {
    const { call, of } = await called(
      {
        '/voice': `<Dial action="/done" record="record-from-answer-dual" recordingStatusCallback="/recording">${agent}</Dial>`,
        '/done': '',
      },
      { [agent]: talks(8) },
    )
    expect(of('/done')[0]?.parameters).toMatchObject({ RecordingDuration: '8' })
    expect(of('/recording')[0]?.parameters).toMatchObject({
      CallSid: call.callSid,
      RecordingStatus: 'completed',
      RecordingSource: 'DialVerb',
      RecordingChannels: '2',
      RecordingDuration: '8',
    })
  })

  test('Sip adds DialSipCallId and DialSipResponseCode. [D]', async () => {
    const { of } = await called(
      {
        '/voice': '<Dial action="/done"><Sip url="/screen">kate@example.com</Sip></Dial>',
        '/screen': '',
        '/done': '',
      },
      { 'sip:kate@example.com': talks(3) },
    )
    expect(of('/screen')[0]?.parameters).toMatchObject({
      To: 'sip:kate@example.com',
      SipDomain: 'example.com',
    })
    expect(of('/done')[0]?.parameters).toMatchObject({
      DialSipResponseCode: '200',
      DialSipCallId: of('/screen')[0]?.parameters['SipCallId'],
    })
  })
})

describe('1.7 Dial > Application', () => {
  test('Application: the app is asked with customerId and Param_*, and the caller talks to it. [D I]', async () => {
    const { phone, of } = phoneTo({
      '/voice':
        '<Dial action="/done"><Application url="/app"><ApplicationSid>AP00000000000000000000000000000001</ApplicationSid><Parameter name="orderId" value="42"/></Application></Dial>',
      '/app': '<Gather numDigits="1" action="/key"><Say>Press a key</Say></Gather>',
      '/key': '<Say>Thank you</Say>',
      '/done': '',
    })
    const call = await phone.call()
    await call.hears('Press a key')
    await call.press('7')
    await call.hears('Thank you')
    await call.ends()
    expect(of('/app')[0]?.parameters).toMatchObject({
      Param_orderId: '42',
      To: 'AP00000000000000000000000000000001',
      Direction: 'inbound',
      CallStatus: 'ringing',
      ParentCallSid: call.callSid,
    })
    expect(of('/key')[0]?.parameters['Digits']).toBe('7')
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed' })
  })

  test('WhatsApp: dialled like a telephone. [D]', async () => {
    const { call } = await called(
      { '/voice': '<Dial><WhatsApp>+14155550130</WhatsApp></Dial>' },
      { 'whatsapp:+14155550130': talks(2) },
    )
    expect(call).toDial('whatsapp:+14155550130')
  })
})

describe('1.7 Dial referUrl', () => {
  const transferring = {
    'sip:kate@example.com': async (line: Line) => {
      await line.connects()
      await line.transfers('sip:carol@example.com')
    },
  }

  test('A SIP REFER of the peer is sent to referUrl with ReferTransferTarget in angle brackets; its answer takes over. [D]', async () => {
    const { phone, of } = phoneTo(
      {
        '/voice': '<Dial referUrl="/refer"><Sip>sip:kate@example.com</Sip></Dial><Say>never</Say>',
        '/refer': '<Say>transferring</Say>',
      },
      { people: transferring },
    )
    const call = await phone.call({ from: 'sip:alice@example.com', to: 'sip:100@example.sip.twilio.com' })
    await call.hears('transferring')
    await call.ends()
    expect(of('/refer')[0]?.parameters).toMatchObject({
      ReferTransferTarget: '<sip:carol@example.com>',
      CallStatus: 'in-progress',
    })
    expect(call).not.toHaveSaid('never')
    expectRealWebhooks(phone)
  })

  test('Without referUrl the REFER is rejected (13802). [E]', async () => {
    const { phone } = phoneTo(
      { '/voice': '<Dial timeLimit="20"><Sip>sip:kate@example.com</Sip></Dial>' },
      { people: transferring },
    )
    const call = await phone.call({ from: 'sip:alice@example.com', to: 'sip:100@example.sip.twilio.com' })
    await call.ends()
    expect(call).toHaveLogged(13802)
  })
})

describe('1.7 Dial callerId', () => {
  test('callerId is required when the parent leg is a client (13214). [E]', async () => {
    const { phone, of } = phoneTo({ '/voice': `<Dial action="/done">${agent}</Dial>`, '/done': '' })
    const call = await phone.call({ from: 'client:jenny', to: '' })
    await call.ends()
    expect(call).toHaveLogged(13214)
    expect(call).not.toDial(agent)
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'failed' })
  })
})
