import { readdirSync, readFileSync } from 'node:fs'
import {
  classify,
  decodeForm,
  encodeForm,
  parameter,
  parametersFromRecord,
  parseAddress,
  valueOf,
  type ParameterRecord,
  type Parameters,
} from '@ringback/catalog'
import { parametersOf, serializeRecording, recordingsOf, type Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange, sid } from './exchanges.ts'

const redactor = createRedactor({ key: new Uint8Array(32).fill(1) })

function withForm(body: string, part: Partial<Exchange> = {}): Exchange {
  const base = exchange({ id: '1', ...part })
  return { ...base, request: { ...base.request, body: { text: body } } }
}

function redactedForm(body: string): string {
  const redacted = redactor.redactExchange(withForm(body)).request.body
  return 'text' in redacted ? redacted.text : ''
}

function answering(body: string, text: string, part: Partial<Exchange> = {}): string {
  const given = withForm(body, part)
  const response = { status: 200, headers: [['Content-Type', 'text/xml']] as const, body: { text } }
  const redacted = redactor.redactExchange({ ...given, response }).response?.body
  return redacted && 'text' in redacted ? redacted.text : ''
}

function spellings(value: string): string[] {
  const percent = encodeURIComponent(value)
  const bytes = Buffer.from(value)
  const xml = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
  return [
    value,
    percent,
    percent.replaceAll('%20', '+'),
    percent.toLowerCase(),
    encodeURIComponent(percent),
    xml,
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    value.toUpperCase(),
  ]
}

/** Private values as they come: names, numbers, speech, figures, tokens. */
const canary = fc.oneof(
  fc.integer({ min: 100_0000, max: 199_9999 }).map((n) => `+1415${String(n)}`),
  fc.integer({ min: 1000, max: 99_999_999 }).map(String),
  fc.constantFrom(
    'Jane Q. Public',
    "Zoë O'Brien-Smith",
    'my account is blue & "old" <one>',
    'Łukasz Żółć',
    '北京市朝阳区的王小明',
    'jane.roe@mail.example.org',
  ),
  fc.uuid(),
  fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 3, maxLength: 6 }).map((words) => words.join(' ')),
  fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/),
  // As if they were escaped.
  fc
    .array(fc.constantFrom('%41', '%de', '%E9', '%25', '&amp;', '&#65;', 'name', 'Zo', ' or '), {
      minLength: 4,
      maxLength: 8,
    })
    .map((parts) => `${parts.join('')}lopez`),
  fc.string({ unit: 'grapheme', minLength: 10, maxLength: 20 }).filter((text) => /\p{L}{2}/u.test(text)),
)

const places = [
  'parameter',
  'CallerName',
  'SpeechResult',
  'From',
  'CallStatus',
  'json',
  'CallToken',
  'query',
  'header',
  'cookie',
  'authorization',
  'user-agent',
  'userinfo',
] as const

function planted(place: (typeof places)[number], value: string): Exchange {
  const percent = encodeURIComponent(value)
  const parameters: string[] = ['CallStatus=ringing', `AccountSid=${sid('AC', 7)}`]
  const headers: [string, string][] = [['Host', 'app.example.com']]
  let url = 'https://app.example.com/voice'
  if (place === 'parameter') parameters.push(`Param_note=${percent}`)
  else if (place === 'json')
    parameters.push(`AddOns=${encodeURIComponent(JSON.stringify({ results: { a: [value] } }))}`)
  else if (place === 'CallToken')
    parameters.push(`CallToken=${encodeURIComponent(encodeURIComponent(JSON.stringify({ t: value })))}`)
  else if (place === 'query') url += `?note=${percent}`
  else if (place === 'userinfo') url = url.replace('://', `://user:${percent}@`)
  else if (place === 'header') headers.push(['X-Note', value])
  else if (place === 'cookie') headers.push(['Cookie', `sid=${percent}; theme=x`])
  else if (place === 'authorization')
    headers.push(['Authorization', `Basic ${Buffer.from(value).toString('base64')}`])
  else if (place === 'user-agent') headers.push(['User-Agent', value])
  else parameters.push(`${place}=${percent}`)
  const given = withForm(parameters.join('&'), { callSid: sid('CA', 1) })
  return { ...given, request: { ...given.request, url, headers } }
}

describe('nothing private stays', () => {
  test('a value planted anywhere is nowhere in the file, in any encoding, also when the app says it again', () => {
    fc.assert(
      fc.property(canary, fc.constantFrom(...places), (value, place) => {
        const said = spellings(value).map((spelling) => `<Say>you said ${spelling}.</Say>`)
        const given = planted(place, value)
        const echo = {
          status: 200,
          headers: [['X-Echo', encodeURIComponent(value)]] as const,
          body: { text: `<Response>${said.join('\n')}</Response>` },
        }
        const isPlain = place !== 'authorization'
        const redacted = redactor.redactExchange({ ...given, response: isPlain ? echo : null })
        const written = recordingsOf([redacted]).map(serializeRecording).join('') + JSON.stringify(redacted)
        for (const spelling of spellings(value)) expect(written).not.toContain(spelling)
      }),
      { numRuns: 300 },
    )
  })

  test('a value that is private in one exchange of a call stays private in the next', () => {
    redactor.redactExchange(withForm('CallStatus=in-progress&Digits=48213', { callSid: sid('CA', 9) }))
    const answer = answering(
      'CallStatus=in-progress',
      '<Say>Your order 48213 (4 8 2 1 3) is on its way</Say>',
      { callSid: sid('CA', 9) },
    )
    expect(answer).not.toMatch(/48213|4 8 2 1 3/)
    expect(answer).toMatch(/^<Say>Your order \d{5} \((?:\d ){4}\d\) is on its way<\/Say>$/)
  })

  test('bytes that are no text are replaced by a marker of their length', () => {
    const base = exchange({ id: '1' })
    const bytes = Buffer.from([0xff, 0xfe, ...Buffer.from('secret')])
    const redacted = redactor.redactExchange({
      ...base,
      request: { ...base.request, body: { base64: bytes.toString('base64') } },
    })
    expect(redacted.request.body).toEqual({ text: '[redacte' })
  })
})

describe('the format stays', () => {
  test.each([
    ['From=%2B14155550123', /^From=%2B1\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})$/],
    ['From=%2B447700900123', /^From=%2B44\d{9,10}$/],
    ['From=%2B919876543210', /^From=%2B919\d{9}$/],
    ['From=4155550123', /^From=\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})$/],
    ['From=%2B266696687&To=anonymous&Called=', /^From=%2B266696687&To=anonymous&Called=$/],
    ['To=12345', /^To=\d{5}$/],
    ['From=client%3AJane_7', /^From=client%3A[A-Z][a-z]{3}_\d$/],
    ['From=sip%3Ajane%40acme.sip.twilio.com', /^From=sip%3A[a-z]{4}%40[a-z]{4}\.sip\.twilio\.com$/],
    ['From=whatsapp:%2B14155550123', /^From=whatsapp%3A%2B1\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})$/],
    [`CallSid=${sid('CA', 5)}`, /^CallSid=CA[0-9a-f]{32}$/],
    ['CallerName=JANE+DOE', /^CallerName=[A-Z]{4}\+[A-Z]{3}$/],
    ['FromCity=S%C3%A3o%20Paulo', /^FromCity=\w(?:%C3%[0-9A-F]{2})\w%20[A-Z][a-z]{4}$/],
    [
      'Digits=4821&Digits=hangup&Digits=1&FinishedOnKey=%23',
      /^Digits=\d{4}&Digits=hangup&Digits=1&FinishedOnKey=%23$/,
    ],
    [
      'CallStatus=in-progress&CallDuration=42&Timestamp=Thu%2C+1+Jun+2017+20%3A48%3A32+%2B0000',
      /^CallStatus=in-progress&CallDuration=42&Timestamp=Thu%2C\+1\+Jun\+2017\+20%3A48%3A32\+%2B0000$/,
    ],
    [
      `RecordingUrl=https://api.twilio.com/2010-04-01/Accounts/${sid('AC', 1)}/Recordings/${sid('RE', 2)}`,
      /^RecordingUrl=https:\/\/api\.twilio\.com\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Recordings\/RE[0-9a-f]{32}$/,
    ],
    ['ForwardedFrom&CallStatus=ringing', /^ForwardedFrom&CallStatus=ringing$/],
    [
      'PaymentCardNumber=xxxx-xxxxxx-x4001&SecurityCode=***',
      /^PaymentCardNumber=xxxx-xxxxxx-x\d{4}&SecurityCode=\*\*\*$/,
    ],
  ])('%s', (given, shape) => {
    const other = redactedForm(given)
    expect(other).toMatch(shape)
  })

  test('order, duplicates, empty values and the names of parameters stay', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('From', 'Param_x', 'Digits', 'FromCity', 'b.c'),
            fc.string({ maxLength: 12 }),
          ),
        ),
        (pairs) => {
          const given = new URLSearchParams(pairs).toString()
          const after = decodeForm(redactedForm(given)).parameters
          expect(after.map(([name, value]) => [name, value === ''])).toEqual(
            pairs.map(([name, value]) => [name, value === '']),
          )
        },
      ),
    )
  })

  test('the content length is that of the redacted body', () => {
    const given = withForm('FromCity=K%C3%B6ln&X=abc')
    const redacted = redactor.redactExchange({
      ...given,
      request: { ...given.request, headers: [['Content-Length', '24']] },
    })
    const text = 'text' in redacted.request.body ? redacted.request.body.text : ''
    expect(redacted.request.headers).toEqual([['Content-Length', String(Buffer.byteLength(text))]])
  })
})

describe('pseudonyms are keyed and consistent', () => {
  test('the same value is the same value in parameters, queries, JSON, TwiML and headers', () => {
    const given = withForm(
      `From=%2B14155550123&Caller=%2B14155550123&AddOns=${encodeURIComponent('{"n":"+14155550123"}')}`,
    )
    const redacted = redactor.redactExchange({
      ...given,
      request: {
        ...given.request,
        url: 'https://app.example.com/v?n=%2B14155550123',
        headers: [['X-N', '+14155550123']],
      },
      response: {
        status: 200,
        headers: [],
        body: { text: '<Dial callerId="+14155550123">+1 (415) 555-0123</Dial>' },
      },
    })
    const number =
      decodeForm('text' in redacted.request.body ? redacted.request.body.text : '').parameters[0]?.[1] ?? ''
    const digits = number.replaceAll(/\D/g, '')
    expect(JSON.stringify(redacted).replaceAll(/[^\d]/g, '').split(digits).length - 1).toBe(7)
  })

  test('the same key gives the same pseudonyms in another process, another key gives others', () => {
    const given = withForm('From=%2B14155550123&CallerName=Jane+Roe&Digits=4821')
    const again = createRedactor({ key: new Uint8Array(32).fill(1) }).redactExchange(given)
    const other = createRedactor({ key: new Uint8Array(32).fill(2) }).redactExchange(given)
    expect(again).toEqual(redactor.redactExchange(given))
    expect(other.request.body).not.toEqual(again.request.body)
    expect(other.redaction?.keyId).not.toBe(again.redaction?.keyId)
  })

  test('figures are one to one, and never themselves', () => {
    const three = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'))
    const others = three.map((value) => redactor.redactValue('Digits', value))
    expect(new Set(others).size).toBe(1000)
    three.forEach((value, index) => expect(others[index]).not.toBe(value))
  })

  test('what is redacted is not redacted again', () => {
    const once = redactor.redactExchange(withForm('From=%2B14155550123'))
    expect(redactor.redactExchange(once)).toBe(once)
  })

  test('kept names stay, given classes hold', () => {
    const own = createRedactor({
      key: new Uint8Array(32).fill(3),
      keep: ['SpeechResult', 'X-Route'],
      classes: { Digits: 'digits' },
    })
    const given = withForm('SpeechResult=billing+please&Digits=1')
    const redacted = own.redactExchange({
      ...given,
      request: { ...given.request, headers: [['x-route', 'blue']] },
    })
    expect(redacted.request.headers).toEqual([['x-route', 'blue']])
    expect(redacted.request.body).toEqual({
      text: expect.stringMatching(/^SpeechResult=billing\+please&Digits=[02-9]$/),
    })
  })
})

describe("the app's wording", () => {
  test('stays where nothing in it is private', () => {
    const text =
      '<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="/menu?step=2" numDigits="1" timeout="10"><Say voice="Polly.Amy">Press 1 for sales, or say billing. We are open 9 to 5.</Say></Gather></Response>'
    expect(answering('Digits=1&CallStatus=in-progress&FromCountry=US', text)).toBe(text)
  })

  test('numbers, identities, tokens and query strings of its own are replaced', () => {
    const answer = answering(
      'CallStatus=ringing',
      '<Dial action="/done?ticket=a1b2c3d4e5"><Number>+14155550177</Number><Client>client:agent_jones</Client><Sip>sip:jones@pbx.example.com</Sip></Dial>',
    )
    expect(answer).not.toMatch(/4155550177|jones|a1b2c3d4e5|pbx/)
    expect(answer).toMatch(
      /^<Dial action="\/done\?ticket=\w{10}"><Number>\+1\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})<\/Number><Client>client:/,
    )
  })

  test('a fresh answer to a redacted request can be compared with the recorded one', () => {
    const given = withForm('From=%2B14155550123&CallerName=Jane+Roe')
    const app = (from: string, name: string) => ({
      status: 200,
      headers: [['Content-Type', 'text/xml']] as const,
      body: {
        text: `<Response><Say>Hello ${name}</Say><Dial callerId="${from}">+14155550188</Dial></Response>`,
      },
    })
    const recorded = redactor.redactExchange({ ...given, response: app('+14155550123', 'Jane Roe') })
    const parameters = parametersOf(recorded.request)
    const from = valueOf(parameters, parameter.From) ?? ''
    const name = valueOf(parameters, parameter.CallerName) ?? ''
    expect(redactor.redactAnswer(app(from, name), recorded.request)).toEqual(recorded.response)
  })
})

const webhooks = new URL('../../../fixtures/webhooks/', import.meta.url)

test('captured webhooks stay of their kind, and their addresses of their form', () => {
  const files = readdirSync(webhooks).filter((name) => name.endsWith('.json'))
  expect(files.length).toBeGreaterThan(70)
  for (const file of files) {
    // the fixtures' own format
    const { method, parameters: record } = JSON.parse(readFileSync(new URL(file, webhooks), 'utf8')) as {
      method: string
      parameters: ParameterRecord
    }
    const parameters = parametersFromRecord(record)
    const redacted = decodeForm(redactedForm(encodeForm(parameters, 'plus'))).parameters
    const classified = (given: Parameters) =>
      classify({ method, url: 'https://app.example.com/', parameters: given })
    expect([file, classified(redacted).kind]).toEqual([file, classified(parameters).kind])
    const forms = (given: Parameters) =>
      [parameter.From, parameter.To, parameter.Caller, parameter.Called].map(
        (name) => parseAddress(valueOf(given, name) ?? '').scheme,
      )
    expect([file, ...forms(redacted)]).toEqual([file, ...forms(parameters)])
  }
})
