import { describeForCaller, lintTwiml, parseTwiml } from '@ringback/twiml'
import { expect, test } from 'vitest'
import twilio from 'twilio'

const { VoiceResponse } = twilio.twiml

type Builder = InstanceType<typeof VoiceResponse>

const documents: Readonly<Record<string, (response: Builder) => void>> = {
  nothing: () => {},
  menu: (response) => {
    const gather = response.gather({
      action: '/menu?a=1&b=2',
      numDigits: 1,
      input: ['dtmf', 'speech'],
      timeout: 3,
    })
    gather.say({ voice: 'Polly.Joanna', language: 'en-US' }, 'Fish & chips <today>? Press 1.')
    response.redirect({ method: 'POST' }, '/again')
  },
  speech: (response) => {
    const say = response.say('Hello ')
    say.break({ strength: 'weak', time: '100ms' })
    say.emphasis({ level: 'strong' }, 'you')
    say.lang({ 'xml:lang': 'fr-FR' }, 'bonjour')
    say.phoneme({ alphabet: 'ipa', ph: 'pɪˈkɑːn' }, 'pecan')
    say.prosody({ pitch: '-10%', rate: '85%', volume: '-6dB' }, 'quiet')
    say.sayAs({ 'interpret-as': 'spell-out' }, 'abc')
    say.sub({ alias: 'alias' }, 'x')
    say.w({ role: 'noun' }, 'word')
    say.p('paragraph').s('sentence')
  },
  dial: (response) => {
    const dial = response.dial({
      callerId: '+14155550100',
      record: 'record-from-answer-dual',
      answerOnBridge: true,
      timeout: 15,
    })
    dial.number(
      { statusCallback: '/events', statusCallbackEvent: ['initiated', 'ringing', 'answered'] },
      '+14155550101',
    )
    dial.client({ url: '/whisper' }, 'anna')
    dial.sip('sip:desk@example.com')
  },
  conference: (response) => {
    response
      .dial({ action: '/left' })
      .conference({ beep: 'onEnter', statusCallbackEvent: ['start', 'end'], waitUrl: '' }, 'Room')
  },
  queue: (response) => {
    response
      .enqueue({ workflowSid: `WW${'0'.repeat(32)}` })
      .task({ priority: 5 }, JSON.stringify({ skill: 'a"b' }))
  },
  record: (response) => {
    response.record({
      action: '/recorded',
      maxLength: 30,
      transcribe: true,
      transcribeCallback: '/text',
      finishOnKey: '#',
    })
  },
  stream: (response) => {
    response
      .start()
      .stream({ url: 'wss://example.com/a', track: 'both_tracks' })
      .parameter({ name: 'a', value: 'b' })
    response.pause({ length: 30 })
  },
  pay: (response) => {
    const pay = response.pay({
      action: 'https://example.com/paid',
      chargeAmount: '20.45',
      validCardTypes: ['visa', 'amex'],
    })
    pay
      .prompt({ for: 'payment-card-number', attempt: [1, 2], errorType: ['timeout'] })
      .say('Your card, please.')
  },
}

test.each(Object.entries(documents))('what the official library writes for %s is clean', (_, build) => {
  const response = new VoiceResponse()
  build(response)
  expect(lintTwiml(response.toString()).filter(({ severity }) => severity !== 'info')).toEqual([])
})

test('swapped arguments, which the library drops in silence, are hinted at', () => {
  const response = new VoiceResponse()
  // @ts-expect-error -- the mistake itself: the number first, as other libraries have it
  response.dial('+14155550101', { callerId: '+14155550100' })
  const written = response.toString()
  expect(written).not.toContain('callerId')
  expect(lintTwiml(written).map(({ code }) => code)).toEqual(['twiml-hint-dial-plain'])
})

test('what the official library escapes is read back as it was said', () => {
  const response = new VoiceResponse()
  response.say('Fish & chips <today> "now" \u{1F600}')
  const { document } = parseTwiml(response.toString())
  expect(document && describeForCaller(document)).toEqual(['Says: Fish & chips <today> "now" \u{1F600}'])
})
