import { describe, expect, it } from 'vitest'
import { answered, handler, loaded } from '../make-project.ts'

/** What a handler with this body answers. */
async function answer(body: string, timeLimitMs = 10_000): ReturnType<typeof answered> {
  return answered(loaded({ 'functions/it.js': handler(body) }, { timeLimitMs }), '/it')
}

const json = 'application/json; charset=utf-8'
const plain = 'text/plain; charset=utf-8'

describe('what a Function calls back with', () => {
  it.each([
    ['a string', 'callback(null, "hello")', 200, plain, 'hello'],
    ['an object', 'callback(null, { a: 1 })', 200, json, '{"a":1}'],
    ['a number', 'callback(null, 5)', 200, json, '5'],
    ['nothing', 'callback()', 200, null, ''],
    [
      'TwiML',
      'const t = new Twilio.twiml.VoiceResponse(); t.say("hi"); callback(null, t)',
      200,
      'text/xml; charset=utf-8',
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say>hi</Say></Response>',
    ],
    [
      'TwiML of another copy of the package',
      'class VoiceResponse { toString() { return "<Response/>" } }; callback(null, new VoiceResponse())',
      200,
      'text/xml; charset=utf-8',
      '<Response/>',
    ],
    ['a string as an error', 'callback("broken")', 500, plain, 'broken'],
    ['an object as an error', 'callback({ code: 7 })', 500, json, '{"code":7}'],
    ['both', 'callback("broken", "fine")', 500, plain, 'broken'],
    ['twice', 'callback(null, "first"); callback(null, "second")', 200, plain, 'first'],
    ['an error after the answer', 'callback(null, "first"); throw new Error("late")', 200, plain, 'first'],
    [
      'bytes',
      'callback(null, new Twilio.Response().setBody(Buffer.from("ab")))',
      200,
      'application/octet-stream',
      'ab',
    ],
    [
      'a response with text',
      'callback(null, new Twilio.Response().setBody("<p>"))',
      200,
      'text/html; charset=utf-8',
      '<p>',
    ],
    [
      'a response with an object',
      'callback(null, new Twilio.Response({ statusCode: 201, body: { a: 1 } }))',
      201,
      json,
      '{"a":1}',
    ],
    [
      'a response without a body',
      'callback(null, new Twilio.Response().setStatusCode(204).setBody("x"))',
      204,
      'text/html; charset=utf-8',
      '',
    ],
  ])('%s', async (_, body, status, type, text) => {
    expect(await answer(body)).toMatchObject({ status, type, body: text })
  })

  it.each([
    ['an error', 'callback(new RangeError("broken"))'],
    ['what it throws', 'throw new RangeError("broken")'],
    ['a promise that rejects', 'return Promise.reject(new RangeError("broken"))'],
    ['a promise that nobody waits for', 'Promise.reject(new RangeError("broken"))'],
    ['a timer that throws', 'setTimeout(() => { throw new RangeError("broken") })'],
    ['an await in a timer', 'setTimeout(async () => { await 1; throw new RangeError("broken") })'],
  ])('%s: 500 with name, message and stack', async (_, body) => {
    const { status, type, body: text } = await answer(body)
    const { name, message, stack } = JSON.parse(text) as Record<string, string>
    expect({ status, type, name, message }).toEqual({
      status: 500,
      type: json,
      name: 'RangeError',
      message: 'broken',
    })
    expect(stack).toContain('functions/it.js:')
  })

  it.each([
    'const a = {}; a.a = a; callback(null, a)',
    'callback(null, new Twilio.Response().setStatusCode(1000))',
  ])('what HTTP cannot carry: 500: %s', async (body) => {
    expect(await answer(body)).toMatchObject({ status: 500, type: json })
  })

  it.each(['', 'return "value"', 'return Promise.resolve("value")'])(
    'nothing, within the time limit: 504: %s',
    async (body) => {
      expect(await answer(body, 20)).toMatchObject({ status: 504, body: 'runtime application timed out' })
    },
  )
})

describe('Twilio.Response', () => {
  it('sends headers, and a header a value', async () => {
    const { headers } = await answer(`
      const response = new Twilio.Response()
      response.appendHeader('Content-Type', 'application/xml').appendHeader('X-Many', 'a').appendHeader('x-many', ['b', 3])
      callback(null, response.setBody('<Response/>'))`)
    expect(Object.fromEntries(headers)).toEqual({ 'content-type': 'application/xml', 'x-many': 'a, b, 3' })
  })

  it('replaces all headers, and refuses one that is an object', async () => {
    const { headers } = await answer(`
      callback(null, new Twilio.Response({ headers: { 'x-old': '1' } }).setHeaders({ 'x-new': '2' }))`)
    expect(Object.fromEntries(headers)).toEqual({ 'x-new': '2' })
    expect(await answer('callback(null, new Twilio.Response().appendHeader("a", {}))')).toMatchObject({
      status: 500,
    })
  })

  it('sends cookies for this host, HttpOnly and Secure', async () => {
    const { headers } = await answer(`
      callback(null, new Twilio.Response()
        .setCookie('a', '1')
        .setCookie('b', '2', ['Max-Age=86400', 'Domain=elsewhere.example', 'secure'])
        .setCookie('c', '3')
        .removeCookie('c'))`)
    expect(headers.getSetCookie()).toEqual([
      'a=1; HttpOnly; Secure',
      'b=2; Max-Age=86400; secure; HttpOnly',
      'c=; Max-Age=0; HttpOnly; Secure',
    ])
  })

  it.each(["['Max-Age=86401']", "['Expires=Fri, 31 Dec 9999 23:59:59 GMT']"])(
    'refuses a cookie that lives longer than a day: %s',
    async (attributes) => {
      expect(
        await answer(`callback(null, new Twilio.Response().setCookie('a', '1', ${attributes}))`),
      ).toMatchObject({
        status: 400,
        body: 'Cookies max-age cannot be greater than a day',
      })
    },
  )

  it('refuses headers that are too long', async () => {
    const { status, body } = await answer(
      "callback(null, new Twilio.Response().setCookie('a', 'x'.repeat(16000)))",
    )
    expect({ status, body }).toEqual({ status: 431, body: 'Response headers or cookies too long' })
  })
})
