import { describe, expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

const timeOf = (lines: readonly string[], part: string): string | undefined =>
  lines.find((line) => line.includes(part))?.split(' ')[0]

describe('1.7 Gather', () => {
  test('Defaults: action = current document, method POST, timeout 5, finishOnKey #, input dtmf, no digit limit. [D]', async () => {
    const { phone, seen } = phoneTo({
      '/voice': (_seen, count) => (count === 1 ? '<Gather/>' : '<Hangup/>'),
    })
    const call = await phone.call()
    expect(call.waitingFor()).toMatchObject({
      for: 'gather',
      input: ['dtmf'],
      timeout: 5,
      finishOnKey: '#',
      numDigits: undefined,
    })
    await call.press('12345678901#')
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /voice', 'POST /voice'])
    expect(seen[1]?.parameters).toMatchObject({ Digits: '12345678901', FinishedOnKey: '#' })
  })

  test('1. Nested Say/Play/Pause run first; the timeout starts after them. [D E]', async () => {
    const { phone } = phoneTo({
      '/voice': '<Gather timeout="3"><Say>choose</Say><Pause length="4"/></Gather><Say>late</Say>',
    })
    const call = await phone.call()
    await call.ends()
    expect(timeOf(call.timeline, 'says "late"')).toBe('0:07.400')
  })

  test('1. The first key cuts the prompt short (bargeIn default true), and the timeout starts there. [D E]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Gather action="/next" timeout="3"><Say>one</Say><Say>two</Say></Gather>',
      '/next': '',
    })
    const call = await phone.call({ settle: false })
    await call.hears('one')
    await call.press('7')
    expect(call).not.toHaveSaid('two')
    expect(of('/next')[0]?.parameters['Digits']).toBe('7')
    expect(timeOf(call.timeline, '(gather.action)')).toBe('0:03.000')
  })

  test('1. bargeIn="false": the prompt is heard to its end. [T]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Gather action="/next" timeout="3" bargeIn="false"><Say>one</Say><Say>two</Say></Gather>',
      '/next': '',
    })
    const call = await phone.call({ settle: false })
    await call.hears('one')
    await call.press('7')
    expect(call).toHaveSaid('two')
    expect(of('/next')[0]?.parameters['Digits']).toBe('7')
  })

  test('2. Ends on: numDigits reached, finishOnKey, timeout s after the last key. [D]', async () => {
    const routes = {
      '/voice': '<Gather action="/next" numDigits="4" finishOnKey="*" timeout="6"/>',
      '/next': '',
    }
    for (const [keys, digits, key, at] of [
      ['1234', '1234', '', '0:00.000'],
      ['12*', '12', '*', '0:00.000'],
      ['12', '12', '', '0:06.000'],
    ] as const) {
      const { phone, of } = phoneTo(routes)
      const call = await phone.call()
      await call.press(keys)
      expect(of('/next')[0]?.parameters).toMatchObject({ Digits: digits, FinishedOnKey: key })
      expect(timeOf(call.timeline, '(gather.action)')).toBe(at)
    }
  })

  test('2. finishOnKey="" means no key ends it. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Gather action="/next" finishOnKey="" numDigits="3"/>',
      '/next': '',
    })
    const call = await phone.call()
    await call.press('1#*')
    expect(of('/next')[0]?.parameters['Digits']).toBe('1#*')
  })

  test('3. Input found: request to action with Digits (finish key not included). The answer takes over the call; verbs after Gather never run. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Gather action="/next"/><Say>never</Say>',
      '/next': '<Say>taken over</Say>',
    })
    const call = await phone.call()
    await call.press('42#')
    await call.ends()
    expect(of('/next')[0]?.parameters['Digits']).toBe('42')
    expect(call).toHaveSaid('taken over')
    expect(call).not.toHaveSaid('never')
  })

  test('3. Speech: SpeechResult + Confidence. What came first wins when input is "dtmf speech". [D]', async () => {
    const routes = { '/voice': '<Gather action="/next" input="dtmf speech" numDigits="2"/>', '/next': '' }
    const spoken = phoneTo(routes)
    await (await spoken.phone.call()).say('I want to pay', { confidence: 0.75 })
    expect(spoken.of('/next')[0]?.parameters).toMatchObject({
      SpeechResult: 'I want to pay',
      Confidence: '0.75',
    })
    expect(spoken.of('/next')[0]?.parameters).not.toHaveProperty('Digits')
    const keyed = phoneTo(routes)
    await (await keyed.phone.call()).press('12')
    expect(keyed.of('/next')[0]?.parameters).toMatchObject({ Digits: '12' })
    expect(keyed.of('/next')[0]?.parameters).not.toHaveProperty('SpeechResult')
  })

  test('3. Speech is not listened for when input is dtmf, nor keys when it is speech. [D]', async () => {
    const dtmf = phoneTo({ '/voice': '<Gather action="/next"/><Say>nothing</Say>', '/next': '' })
    const call = await dtmf.phone.call()
    await call.say('hello')
    await call.ends()
    expect(dtmf.of('/next')).toHaveLength(0)
    const speech = phoneTo({
      '/voice': '<Gather action="/next" input="speech"/><Say>nothing</Say>',
      '/next': '',
    })
    const other = await speech.phone.call()
    await other.press('1')
    await other.ends()
    expect(speech.of('/next')).toHaveLength(0)
  })

  test('4. Nothing found: next verb, no request. # alone before any digit counts as nothing. [D P]', async () => {
    for (const keys of ['', '#']) {
      const { phone, seen } = phoneTo({
        '/voice': '<Gather action="/next" timeout="2"/><Say>fell through</Say>',
        '/next': '',
      })
      const call = await phone.call()
      await call.press(keys)
      await call.ends()
      expect(call).toHaveSaid('fell through')
      expect(seen).toHaveLength(1)
    }
  })

  test('4. actionOnEmptyResult="true": request anyway. Whether Digits is then empty or left out is a named choice. [D]', async () => {
    const routes = {
      '/voice': '<Gather action="/next" timeout="2" actionOnEmptyResult="true"/>',
      '/next': '',
    }
    const left = phoneTo(routes)
    await (await left.phone.call()).ends()
    expect(left.of('/next')[0]?.parameters).not.toHaveProperty('Digits')
    const empty = phoneTo(routes, { undocumented: { digitsOfEmptyGather: 'empty' } })
    await (await empty.phone.call()).ends()
    expect(empty.of('/next')[0]?.parameters).toHaveProperty('Digits', '')
  })

  test('5. partialResultCallback: one request per interim result, asynchronous, UnstableSpeechResult; answer ignored. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Gather action="/next" input="speech" partialResultCallback="/partial"/>',
      '/partial': '<Say>ignored</Say>',
      '/next': '<Say>done</Say>',
    })
    const call = await phone.call()
    await call.say('pay my bill')
    await call.ends()
    expect(of('/partial').map(({ parameters }) => parameters['UnstableSpeechResult'])).toEqual([
      'pay',
      'pay my',
    ])
    expect(call).not.toHaveSaid('ignored')
    expect(call).toHaveSaid('done')
  })

  test('6. Children other than Say, Play, Pause: 13320. [E]', async () => {
    const { phone } = phoneTo({ '/voice': '<Gather><Dial>+14155550123</Dial></Gather>' })
    const call = await phone.call()
    await call.ends()
    expect(call).toHaveLogged(13320)
    expect(call).not.toDial('+14155550123')
  })

  test('6. speechTimeout auto together with the default model: 13335. [E]', async () => {
    const { phone } = phoneTo({ '/voice': '<Gather input="speech" speechTimeout="auto"/>' })
    const call = await phone.call()
    expect(call).toHaveLogged(13335)
  })
})
