import { the } from '../support/the.ts'
import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo } from '../support/test-app.ts'

describe('1.7 Record', () => {
  test('timeout 5 s of silence ends it; then request to action with RecordingUrl, RecordingDuration and Digits. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Record action="/done"/><Say>never</Say>',
      '/done': '<Say>thanks</Say>',
    })
    const call = await phone.call()
    expect(call).toWaitFor('record')
    await call.waits(2)
    await call.say('this is my message', { settle: false })
    await call.ends()
    const { RecordingUrl, RecordingSid, RecordingDuration, Digits } = the(of('/done')[0]).parameters
    expect(RecordingUrl).toMatch(
      /^https:\/\/api\.twilio\.com\/2010-04-01\/Accounts\/AC\w{32}\/Recordings\/RE\w{32}$/,
    )
    expect(RecordingUrl?.endsWith(the(RecordingSid))).toBe(true)
    expect({ RecordingDuration, Digits }).toEqual({ RecordingDuration: '4', Digits: '' })
    expect(call).toHaveSaid('thanks')
    expect(call).not.toHaveSaid('never')
  })

  test('finishOnKey: any of 1234567890*# ends it, and is in Digits. [D]', async () => {
    const { phone, of } = phoneTo({ '/voice': '<Record action="/done"/>', '/done': '' })
    const call = await phone.call()
    await call.say('hello', { settle: false })
    await call.press('5')
    expect(of('/done')[0]?.parameters['Digits']).toBe('5')
  })

  test('maxLength ends it; timeout 0 = no end by silence. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Record action="/done" timeout="0" maxLength="30"/>',
      '/done': '',
    })
    await (await phone.call()).ends()
    expect(of('/done')[0]?.parameters['RecordingDuration']).toBe('30')
  })

  test('playBeep true by default. [D]', async () => {
    const beeps = async (twiml: string): Promise<boolean> => {
      const call = await phoneTo({
        '/voice': (_seen, count) => (count === 1 ? twiml : '<Hangup/>'),
      }).phone.call()
      return call.events().some(({ type }) => type === 'beep')
    }
    expect(await beeps('<Record/>')).toBe(true)
    expect(await beeps('<Record playBeep="false"/>')).toBe(false)
  })

  test('Nothing recorded: newer docs always end in the action, older ones fall through; a named choice. [open]', async () => {
    const routes = {
      '/voice': '<Record action="/done" timeout="2"/><Say>fell through</Say>',
      '/done': '<Say>asked</Say>',
    }
    const newer = phoneTo(routes)
    const call = await newer.phone.call()
    await call.ends()
    expect(call).toHaveSaid('asked')
    const older = phoneTo(routes, { undocumented: { silentRecording: 'next-verb' } })
    const other = await older.phone.call()
    await other.ends()
    expect(other).toHaveSaid('fell through')
    expect(older.of('/done')).toHaveLength(0)
  })

  test('recordingStatusCallback and transcribeCallback are asynchronous: they come after the action; transcription last. [D]', async () => {
    const { phone, seen, of } = phoneTo({
      '/voice':
        '<Record action="/done" transcribe="true" transcribeCallback="/text" recordingStatusCallback="/recording" recordingStatusCallbackEvent="in-progress completed"/>',
      '/done': '<Pause length="1"/><Hangup/>',
    })
    const call = await phone.call()
    await call.say('please call me back tomorrow morning', { settle: false })
    await call.press('#')
    await call.ends()
    expect(seen.map(({ path }) => path)).toEqual(['/voice', '/recording', '/done', '/recording', '/text'])
    expect(of('/recording').map(({ parameters }) => parameters['RecordingStatus'])).toEqual([
      'in-progress',
      'completed',
    ])
    expect(of('/text')[0]?.parameters).toMatchObject({
      TranscriptionStatus: 'completed',
      TranscriptionText: 'please call me back tomorrow morning',
    })
    expectRealWebhooks(phone)
  })

  test('Recordings of 2 to 120 s only are transcribed (13617). [E]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Record action="/done" transcribe="true" transcribeCallback="/text"/>',
      '/done': '',
    })
    const call = await phone.call()
    await call.say('hm', { settle: false })
    await call.press('#')
    await call.ends()
    expect(of('/text')[0]?.parameters).toMatchObject({ TranscriptionStatus: 'failed' })
  })
})
