import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

describe('1.7 Redirect, Sms, Refer, Start, Pay', () => {
  test('Redirect: POST; control moves, rest never runs. [D]', async () => {
    const { phone, of } = phoneTo({ '/voice': '<Redirect>/next</Redirect><Say>never</Say>', '/next': '' })
    const call = await phone.call()
    await call.ends()
    expect(of('/next')[0]?.method).toBe('POST')
    expect(call).not.toHaveSaid('never')
  })

  test('Sms: action: request with SmsSid, SmsStatus, answer takes over; no action: next verb. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Sms>plain</Sms><Sms action="/sent" statusCallback="/status">see you</Sms><Say>never</Say>',
      '/sent': '<Say>sent</Say>',
    })
    const call = await phone.call()
    await call.ends()
    expect(of('/sent')[0]?.parameters).toMatchObject({ SmsStatus: 'sent' })
    expect(call).toHaveSaid('sent')
    expect(call).not.toHaveSaid('never')
    expectRealWebhooks(phone)
  })

  test('Refer: SIP legs only (13801); action with ReferCallStatus, ReferSipResponseCode, NotifySipResponseCode; answer takes over. [D E]', async () => {
    const routes = {
      '/voice': '<Refer action="/referred"><Sip>sip:bob@example.com</Sip></Refer><Say>next verb</Say>',
      '/referred': '<Say>referred</Say>',
    }
    const sip = phoneTo(routes)
    const call = await sip.phone.call({
      from: 'sip:alice@example.com',
      to: 'sip:100@example.sip.twilio.com',
    })
    await call.ends()
    expect(sip.of('/referred')[0]?.parameters).toMatchObject({
      ReferCallStatus: 'in-progress',
      ReferSipResponseCode: '202',
      NotifySipResponseCode: '200',
    })
    expectRealWebhooks(sip.phone)
    const other = await phoneTo(routes).phone.call()
    await other.ends()
    expect(other).toHaveLogged(13801)
    expect(other).toHaveSaid('next verb')
  })

  test('Refer without action: docs silent; next verb assumed. [I]', async () => {
    const { phone } = phoneTo({
      '/voice': '<Refer><Sip>sip:bob@example.com</Sip></Refer><Say>next verb</Say>',
    })
    const call = await phone.call({ from: 'sip:alice@example.com' })
    await call.ends()
    expect(call).toHaveSaid('next verb')
  })

  test('Start does not block; next verb at once. Stop ends by name. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice':
        '<Start><Transcription name="t" statusCallbackUrl="/text"/><Recording name="r" recordingStatusCallback="/recording"/><Siprec name="s" connectorName="c" statusCallback="/siprec"/></Start><Pause length="9"/><Stop><Transcription name="t"/></Stop><Pause length="9"/>',
    })
    const call = await phone.call({ settle: false })
    await call.sees(({ type }) => type === 'paused')
    await call.say('hello there')
    await call.ends()
    expect(of('/text').map(({ parameters }) => parameters['TranscriptionEvent'])).toEqual([
      'transcription-started',
      'transcription-content',
      'transcription-stopped',
    ])
    expect(of('/recording')[0]?.parameters).toMatchObject({
      RecordingDuration: '18',
      RecordingSource: 'StartCallRecordingTwiML',
    })
    expect(of('/siprec').map(({ parameters }) => parameters['SiprecEvent'])).toEqual([
      'siprec-started',
      'siprec-stopped',
    ])
    expectRealWebhooks(phone)
  })

  test('Start: a document with only Start ends the call right after. [D]', async () => {
    const { phone } = phoneTo({ '/voice': '<Start><Recording/></Start>' })
    const call = await phone.call()
    expect(call).toHaveEnded('completed')
    expect(call.timeline.at(-1)).toMatch(/^0:00\.000/)
  })

  test('Pay: POST to action with the masked card and Result; * ends the dialogue; prompts are chosen by for. [D]', async () => {
    const routes = {
      '/voice':
        '<Pay action="/paid" postalCode="false" statusCallback="/step"><Prompt for="payment-card-number"><Say>card please</Say></Prompt></Pay>',
      '/paid': '<Say>thank you</Say>',
    }
    const { phone, of } = phoneTo(routes)
    const call = await phone.call({ settle: false })
    await call.hears('card please')
    await call.press('4242424242424242#')
    await call.press('1229#')
    await call.press('123#')
    expect(of('/paid')[0]?.parameters).toMatchObject({
      Result: 'success',
      PaymentCardType: 'visa',
      ExpirationDate: '1229',
      SecurityCode: '***',
    })
    expect(of('/paid')[0]?.parameters['PaymentCardNumber']).toMatch(/^[x-]+4242$/)
    expect(of('/step').length).toBeGreaterThan(2)
    expectRealWebhooks(phone)
    const star = phoneTo(routes)
    const other = await star.phone.call()
    await other.press('*')
    expect(star.of('/paid')[0]?.parameters).toMatchObject({ Result: 'caller-interrupted-with-star' })
  })

  test("Echo: echoes the caller's audio until hang-up. [T]", async () => {
    const { phone } = phoneTo({ '/voice': '<Echo/><Say>never</Say>' })
    const call = await phone.call()
    await call.say('is there anybody out there')
    await call.hears('is there anybody out there')
    await call.hangup()
    expect(call).not.toHaveSaid('never')
  })
})
