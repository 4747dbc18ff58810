import { describe, expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

const statusCallback = { statusCallback: '/status' }

describe('1.6 Before the answer', () => {
  test('Reject: not answered; ends busy (reason busy) or no-answer (reason rejected, the default). [D]', async () => {
    for (const [twiml, status] of [
      ['<Reject reason="busy"/>', 'busy'],
      ['<Reject reason="rejected"/>', 'no-answer'],
      ['<Reject/>', 'no-answer'],
    ] as const) {
      const { phone, of } = phoneTo({ '/voice': `${twiml}<Say>never</Say>` }, statusCallback)
      const call = await phone.call()
      expect(call).toHaveEnded(status)
      expect(call).not.toHaveSaid('never')
      const parameters = of('/status')[0]?.parameters
      expect(parameters).toMatchObject({ CallStatus: status })
      expect(parameters).not.toHaveProperty('CallDuration')
      expect(parameters).not.toHaveProperty('Duration')
    }
  })

  test('Reject later than first: the call is answered, so it ends like Hangup; the rest is unreachable. [D]', async () => {
    const { phone } = phoneTo({ '/voice': '<Say>hello</Say><Reject reason="busy"/><Say>never</Say>' })
    const call = await phone.call()
    await call.ends()
    expect(call).toHaveEnded('completed')
    expect(call).not.toHaveSaid('never')
  })

  test('Pause first: pick-up is delayed by length. [D]', async () => {
    const { phone } = phoneTo({ '/voice': '<Pause length="4"/><Say>hello</Say>' })
    const call = await phone.call()
    await call.ends()
    expect(call.timeline).toContain('0:04.000 caller: status in-progress')
  })

  test('Dial with answerOnBridge: the caller keeps hearing ringing, the inbound call stays ringing until the callee answers. [D]', async () => {
    const people = { '+14155550123': { after: 7 } }
    const { phone } = phoneTo({ '/voice': '<Dial answerOnBridge="true">+14155550123</Dial>' }, { people })
    const call = await phone.call()
    expect(call.status()).toBe('ringing')
    await call.connects()
    expect(call.timeline).toContain('0:07.000 caller: status in-progress')
    const plain = phoneTo({ '/voice': '<Dial>+14155550123</Dial>' }, { people })
    expect((await plain.phone.call()).status()).toBe('in-progress')
  })

  test('Hangup first: still answered, then ended. [D]', async () => {
    const { phone } = phoneTo({ '/voice': '<Hangup/>' })
    const call = await phone.call()
    expect(call).toHaveEnded('completed')
    expect(call.timeline.some((line) => line.includes('status in-progress'))).toBe(true)
  })

  test('Anything else: answered, status in-progress. [D]', async () => {
    const { phone, of } = phoneTo({ '/voice': '<Gather action="/next" numDigits="1"/>', '/next': '' })
    const call = await phone.call()
    expect(call.status()).toBe('in-progress')
    await call.press('1')
    expect(of('/voice')[0]?.parameters).toMatchObject({ CallStatus: 'ringing' })
    expect(of('/next')[0]?.parameters).toMatchObject({ CallStatus: 'in-progress' })
  })
})
