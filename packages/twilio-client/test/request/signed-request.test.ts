import { kinds, type FormStyle, type WebhookKind } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import { signedRequest, type RequestOptions, type WebhookContent } from '@ringback/twilio-client'
import { array, assert, constantFrom, property, record, string, tuple } from 'fast-check'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'

const authToken = '12345'
const options: RequestOptions = { url: 'https://example.com/voice?tenant=7&x=a%20b', authToken }
const post = (parameters: WebhookContent['parameters'] = []): WebhookContent => ({
  method: 'POST',
  parameters,
})

const valueOf = (content: WebhookContent, given: RequestOptions, name: string): string | undefined =>
  signedRequest(content, given).headers.find(([header]) => header === name)?.[1]

describe('headers', () => {
  test('are those of Twilio, in order', () => {
    const { headers } = signedRequest(post([['CallSid', 'CA1']]), options)
    expect(headers.map(([name]) => name)).toEqual([
      'Host',
      'User-Agent',
      'X-Twilio-Signature',
      'I-Twilio-Idempotency-Token',
      'Content-Type',
      'Content-Length',
      'Accept',
      'Accept-Encoding',
      'X-Home-Region',
      'Connection',
    ])
    expect(Object.fromEntries(headers)).toMatchObject({
      Host: 'example.com',
      'User-Agent': 'TwilioProxy/1.1',
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'Content-Length': '11',
      Accept: '*/*',
      'Accept-Encoding': 'gzip',
      'X-Home-Region': 'us1',
      Connection: 'close',
    })
  })

  test('a GET has no content', () => {
    const { headers, body } = signedRequest({ method: 'GET', parameters: [['CallSid', 'CA1']] }, options)
    expect(headers.map(([name]) => name)).not.toContain('Content-Type')
    expect(headers.map(([name]) => name)).not.toContain('Content-Length')
    expect(body).toBeUndefined()
  })

  test('an empty POST says that it is empty', () => {
    expect(valueOf(post(), options, 'Content-Length')).toBe('0')
    expect(signedRequest(post(), options).body).toBe('')
  })

  test('more headers stand behind those of Twilio, and those of the hop behind them', () => {
    const { url, headers } = signedRequest(post(), {
      ...options,
      app: 'localhost:3000',
      extraHeaders: [['Cookie', 'a=1']],
      homeRegion: 'ie1',
    })
    expect(url).toBe('http://localhost:3000/voice?tenant=7&x=a%20b')
    expect(headers.slice(8)).toEqual([
      ['X-Home-Region', 'ie1'],
      ['Cookie', 'a=1'],
      ['X-Forwarded-For', '127.0.0.1'],
      ['X-Forwarded-Host', 'example.com'],
      ['X-Forwarded-Proto', 'https'],
      ['Connection', 'close'],
    ])
  })

  test('another signature can be given, and none', () => {
    expect(valueOf(post(), { ...options, signature: 'forged' }, 'X-Twilio-Signature')).toBe('forged')
    expect(valueOf(post(), { ...options, signature: null }, 'X-Twilio-Signature')).toBeUndefined()
  })
})

describe('the idempotency token', () => {
  const name = 'I-Twilio-Idempotency-Token'

  test('is a UUID, the same for the same request and another for another', () => {
    const token = valueOf(post([['Digits', '1']]), options, name)
    expect(token).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(valueOf(post([['Digits', '1']]), options, name)).toBe(token)
    expect(valueOf(post([['Digits', '2']]), options, name)).not.toBe(token)
    expect(valueOf({ method: 'GET', parameters: [['Digits', '1']] }, options, name)).not.toBe(token)
  })

  test('can be given', () => {
    expect(valueOf(post(), { ...options, idempotencyToken: 'mine' }, name)).toBe('mine')
  })
})

describe('the content', () => {
  const names = [['FromCity', 'São Paulo']] as const

  test('of a GET stands behind the query of the URL', () => {
    const { url } = signedRequest({ method: 'GET', parameters: [['CallSid', 'CA1']] }, options)
    expect(url).toBe('https://example.com/voice?tenant=7&x=a%20b&CallSid=CA1')
  })

  test.each([
    ['voice.incoming-pstn', undefined, 'S%C3%A3o+Paulo'],
    ['status.rest-call', undefined, 'S%C3%A3o%20Paulo'],
    ['status.rest-call', 'plus', 'S%C3%A3o+Paulo'],
    [undefined, undefined, 'S%C3%A3o+Paulo'],
  ] as readonly (readonly [WebhookKind | undefined, FormStyle | undefined, string])[])(
    'of %s has spaces as %s says: %s',
    (kind, style, city) => {
      const { body } = signedRequest(
        { method: 'POST', parameters: names, kind: kind ?? null, style },
        options,
      )
      expect(body).toBe(`FromCity=${city}`)
    },
  )

  test('is the form exactly as it was given', () => {
    const form = 'a=%zz&b&a=+%20'
    expect(signedRequest({ method: 'POST', form }, options).body).toBe(form)
    expect(signedRequest({ method: 'GET', form }, { ...options, url: 'https://example.com/' }).url).toBe(
      `https://example.com/?${form}`,
    )
  })

  test('that is not a form has its hash in the query, and the official package accepts it', () => {
    const body = '{"a":1}'
    const { url, headers } = signedRequest({ method: 'POST', body, contentType: 'application/json' }, options)
    const signature = new Map(headers).get('X-Twilio-Signature') ?? ''
    expect(url).toMatch(/^https:\/\/example\.com\/voice\?tenant=7&x=a%20b&bodySHA256=[\da-f]{64}$/)
    expect(twilio.validateRequestWithBody(authToken, signature, url, body)).toBe(true)
    expect(twilio.validateRequestWithBody(authToken, signature, url, `${body} `)).toBe(false)
  })

  test('of every kind is signed so that the official package accepts it, and no other token does', () => {
    const parameters = array(
      tuple(constantFrom('From', 'To', 'Digits', 'SpeechResult', 'x-y', 'msg'), string({ unit: 'grapheme' })),
    )
    const content = record({ method: constantFrom('GET', 'POST'), kind: constantFrom(...kinds), parameters })
    assert(
      property(content, ({ method, kind, parameters: pairs }) => {
        const unique = [...new Map(pairs)]
        const { url, headers } = signedRequest({ method, kind: kind.kind, parameters: unique }, options)
        const signature = new Map(headers).get('X-Twilio-Signature') ?? ''
        const form = method === 'POST' ? Object.fromEntries(unique) : {}
        expect(twilio.validateRequest(authToken, signature, url, form)).toBe(true)
        expect(twilio.validateRequest('another', signature, url, form)).toBe(false)
      }),
    )
  })
})

describe('the URL', () => {
  test.each([
    ['https://example.com/voice#rc=2', 'https://example.com/voice'],
    ['https://user:secret@example.com/voice', 'https://example.com/voice'],
    ['https://example.com', 'https://example.com/'],
    ['https://example.com/a b', 'https://example.com/a%20b'],
    ['HTTP://Example.com/Voice', 'http://Example.com/Voice'],
  ])('%s is requested as %s', (url, requested) => {
    expect(signedRequest(post(), { url, authToken }).url).toBe(requested)
  })

  test.each([
    ['https://example.com:8443/x', 'https://example.com/x'],
    ['http://example.com:8080/x', 'http://example.com:8080/x'],
  ])('%s is signed as %s', (url, signed) => {
    const signature = (given: string): string | undefined =>
      valueOf(post(), { url: given, authToken }, 'X-Twilio-Signature')
    expect(signature(url)).toBe(signature(signed))
  })

  test('what is below the public URL goes to the app, and nothing else does', () => {
    const given = { authToken, publicUrl: 'https://example.com/shop', app: 'http://127.0.0.1:3000/inner/' }
    const sent = (url: string): string => signedRequest(post(), { ...given, url }).url
    expect(sent('https://example.com/shop/voice?a=1')).toBe('http://127.0.0.1:3000/inner/voice?a=1')
    expect(sent('https://example.com/shopping')).toBe('https://example.com/shopping')
    expect(sent('https://other.example.com/shop/voice')).toBe('https://other.example.com/shop/voice')
  })

  test.each([
    ['a path', { url: '/voice' }, 'webhook-url-invalid'],
    ['another scheme', { url: 'ftp://example.com/' }, 'webhook-url-invalid'],
    ['an underscore in the host', { url: 'https://my_app.example.com/' }, 'webhook-url-invalid'],
    ['an empty token', { authToken: '' }, 'auth-token-empty'],
    ['an app that is not a URL', { app: 'ftp://localhost' }, 'app-url-invalid'],
  ])('%s is refused', (_what, wrong, code) => {
    const refused = (): unknown => signedRequest(post(), { ...options, ...wrong })
    expect(refused).toThrow(RingbackError)
    expect(refused).toThrow(expect.objectContaining({ code }))
  })
})
