import { contentTypeTreatment, documentContexts, lintDocument, lintTwiml, parseTwiml } from '@ringback/twiml'
import { describe, expect, test } from 'vitest'

function lint(body: string) {
  return lintTwiml(`<Response>${body}</Response>`).filter(({ severity }) => severity !== 'info')
}

describe('suggestions', () => {
  test.each([
    ['<say>Hi</say>', 'Say'],
    ['<Gahter action="/x"/>', 'Gather'],
    ['<Redirct>/x</Redirct>', 'Redirect'],
    ['<Gather action="/x" numdigits="1"/>', 'numDigits'],
    ['<Gather action="/x" num-digits="1"/>', 'numDigits'],
    ['<Gather action="/x" finshOnKey="1"/>', 'finishOnKey'],
    ['<Dial timeout="9"><number>+14155550101</number></Dial>', 'Number'],
    ['<Say voice="Polly.joana">Hi</Say>', 'Polly.Joanna'],
    ['<Dial record="record-from-anwser">+14155550101</Dial>', 'record-from-answer'],
    ['<Dial timeout="9"><Number statusCallbackEvent="anwsered">+14155550101</Number></Dial>', 'answered'],
    ['<Gather action="/x" input="dtmf,speech"/>', 'dtmf speech'],
    ['<Say>a <Break/></Say>', 'break'],
    ['<Speak>Hi</Speak>', 'Say'],
    ['<Call>+14155550101</Call>', 'Dial'],
    ['<Gather><Speak>Hi</Speak></Gather>', 'Say'],
  ])('%s', (body, suggestion) => {
    expect(lint(body)).toContainEqual(expect.objectContaining({ suggestion }))
  })

  test('none is made of a word that only sounds alike', () => {
    const [found] = lint('<Say><Speak>Hi</Speak></Say>')
    expect(found?.suggestion).toBeUndefined()
  })

  test('there is none where nothing is near', () => {
    expect(lint('<Teleport/>')).toEqual([expect.not.objectContaining({ suggestion: expect.anything() })])
  })
})

test('a finding says where, what and what Twilio does', () => {
  expect(lint('\n  <Gather action="/x"\n    timeout="soon"/>')).toEqual([
    {
      code: 'twiml-schema-value',
      severity: 'warning',
      message: `Gather has timeout="soon" where Twilio's schema requires a whole number; Twilio logs a warning and runs the rest.`,
      twilioCode: 12200,
      line: 3,
      column: 5,
      offset: 37,
      element: 'Gather',
      attribute: 'timeout',
    },
    {
      code: 'twiml-attribute-value',
      severity: 'warning',
      message: 'Gather has timeout="soon", which is not a whole number; Twilio uses the default, "5".',
      twilioCode: 13313,
      line: 3,
      column: 5,
      offset: 37,
      element: 'Gather',
      attribute: 'timeout',
    },
  ])
})

test.each([
  ['<Dial record="True" timeout="9">+14155550101</Dial>', 'record', 'true'],
  ['<Gather action="/x" bargeIn="1"/>', 'bargeIn', 'true'],
  ['<Gather action="/x" method="post"/>', 'method', 'POST'],
])('%s, of which the documentation says nothing, is a hint', (body, attribute, suggestion) => {
  expect(lintTwiml(`<Response>${body}</Response>`)).toMatchObject([
    { severity: 'info', attribute, suggestion },
  ])
})

test('a value named like a part of JavaScript objects is as bad as any other', () => {
  expect(lint('<Dial record="constructor" timeout="9">+14155550101</Dial>')).toMatchObject([
    { twilioCode: 13217 },
  ])
})

test('what Twilio skips is reported once, not judged inside', () => {
  expect(lint('<Foo bar="1"><Say/></Foo>')).toHaveLength(1)
})

test('an attribute of a noun on its verb names the nouns', () => {
  expect(lint('<Dial statusCallback="/x">+14155550101</Dial>')[0]?.message).toContain('Number')
})

test('severity is the level of the code', () => {
  const [warning, error] = [lint('<Foo/>')[0], lint('<Enqueue/>')[0]]
  expect([warning?.severity, error?.severity]).toEqual(['warning', 'error'])
})

test('a parsed document is linted the same', () => {
  const source = '<Response><gather/><Say/></Response>'
  const { document } = parseTwiml(source)
  expect(document && lintDocument(document)).toEqual(lintTwiml(source))
})

describe('Content-Type', () => {
  test.each([
    ['text/xml', 'twiml'],
    ['application/xml; charset=utf-8', 'twiml'],
    ['TEXT/HTML', 'twiml'],
    ['text/plain', 'twiml-or-speech'],
    ['audio/mpeg', 'audio'],
    ['audio/midi', 'refused'],
    ['application/json', 'refused'],
    ['', 'missing'],
    [null, 'missing'],
  ])('%s is treated as %s', (contentType, treatment) => {
    expect(contentTypeTreatment(contentType)).toBe(treatment)
  })

  test('sounds are not read as TwiML', () => {
    expect(lintTwiml(new Uint8Array(1_000_000), { contentType: 'audio/mpeg' })).toEqual([])
  })
})

test('every context refuses only what it names', () => {
  const all = '<Response><Say>a</Say><Play>/a.mp3</Play><Pause/></Response>'
  for (const context of Object.keys(documentContexts) as (keyof typeof documentContexts)[]) {
    expect(lintTwiml(all, { context })).toEqual([])
  }
})

test('a document that asks for its own URL first thing is a loop', () => {
  const options = { baseUrl: 'https://app.example.com/voice?x=1' }
  const codes = (body: string) => lintTwiml(`<Response>${body}</Response>`, options).map(({ code }) => code)
  expect(codes('<Redirect/>')).toEqual(['twiml-hint-redirect-loop'])
  expect(codes('<Redirect>/voice?x=1</Redirect>')).toEqual(['twiml-hint-redirect-loop'])
  expect(codes('<Redirect>/voice?x=2</Redirect>')).toEqual([])
  expect(codes('<Pause/><Redirect/>')).toEqual([])
})
