import { judgeExchange } from '@ringback/checks'
import { expect, test } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

test.each(['undefined', 'NaN', 'null', '[object Object]', '%s', '${name}', '{{ name }}'])(
  'finds "%s" where a value is missing, unless the caller said it',
  (word) => {
    const answer = { body: `<Response><Say>Hello ${word}</Say></Response>` }
    expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(['placeholder-spoken', 0])
    const said = `SpeechResult=${encodeURIComponent(word)}`
    expect(codesOf(exchangeOf('gather.action', answer, said))).toEqual([])
  },
)

test.each(['language="de-DE"', 'voice="Google.de-DE-Standard-A"'])(
  'in German (%s) null is a number',
  (attribute) => {
    const german = (text: string) => ({ body: `<Response><Say ${attribute}>${text}</Say></Response>` })
    const codes = (text: string) => codesOf(exchangeOf('voice.incoming-pstn', german(text)))
    expect(codes('Drücken Sie die Null oder null.')).not.toContain('placeholder-spoken')
    expect(codes('Guten Tag, undefined.')).toContain('placeholder-spoken')
  },
)

test.each([
  ['<Dial>undefined</Dial>', 'error', 'Dial names "undefined"'],
  ['<Dial><Client>null</Client></Dial>', 'error', 'Client names "null"'],
  [
    '<Dial><Sip>sip:undefined@sip.example.com</Sip></Dial>',
    'error',
    'Sip names "sip:undefined@sip.example.com"',
  ],
  ['<Dial><Conference>[object Object]</Conference></Dial>', 'error', 'Conference names "[object Object]"'],
  ['<Enqueue>NaN</Enqueue>', 'error', 'Enqueue names "NaN"'],
  ['<Redirect>/menu?try=NaN</Redirect>', 'error', 'Redirect names "/menu?try=NaN"'],
  ['<Play>/undefined/welcome.mp3</Play>', 'error', 'Play names "/undefined/welcome.mp3"'],
  ['<Gather action="/menu/null"/>', 'warning', 'Gather has action "/menu/null"'],
  ['<Gather action="/menu?of=%5Bobject%20Object%5D"/>', 'warning', 'Gather has action'],
  ['<Dial callerId="None">+14155550100</Dial>', 'warning', 'Dial has callerId "None"'],
  [
    '<Connect><Stream url="wss://x.example/a"><Parameter name="id" value="undefined"/></Stream></Connect>',
    'warning',
    'Parameter has value "undefined"',
  ],
])('finds the missing value in %s', (verbs, severity, message) => {
  const found = judgeExchange(
    exchangeOf('voice.incoming-pstn', { body: `<Response>${verbs}</Response>` }),
  ).find(({ code }) => code === 'placeholder-written')
  expect(found).toMatchObject({ severity, message: expect.stringContaining(message) })
})

test.each([
  '<Dial><Client>undefined-behaviour</Client></Dial>',
  '<Gather action="/nullable?null_is=ok"/>',
  '<Play>/sounds/nan-bread.mp3</Play>',
  '<Redirect>/menu?next=null-and-void</Redirect>',
])('finds nothing in %s', (verbs) => {
  const exchange = exchangeOf('voice.incoming-pstn', { body: `<Response>${verbs}</Response>` })
  expect(codesOf(exchange)).not.toContain('placeholder-written')
})

test.each(['Client', 'Number', 'Sip'])('an empty %s is told', (noun) => {
  const answer = { body: `<Response><Dial><${noun}/></Dial><Say>Goodbye.</Say></Response>` }
  expect(codesOf(exchangeOf('gather.action', answer))).toContain('twiml-missing-text')
})

test('a caller who is called null is no missing value', () => {
  const answer = { body: '<Response><Dial><Client>null</Client></Dial></Response>' }
  expect(codesOf(exchangeOf('gather.action', answer, 'SpeechResult=null'))).not.toContain(
    'placeholder-written',
  )
})
