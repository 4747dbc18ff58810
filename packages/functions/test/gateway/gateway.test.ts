import { sign } from '@ringback/signature'
import { describe, expect, it } from 'vitest'
import { answered, authToken, handler, loaded, origin } from '../make-project.ts'

const echo = handler('callback(null, event)')
const files = {
  'functions/open.js': echo,
  'functions/closed.protected.js': echo,
  'functions/library.private.js': 'exports.value = 1',
  'assets/open.txt': 'open',
  'assets/closed.protected.txt': 'closed',
  'assets/library.private.txt': 'private',
}
const form = 'application/x-www-form-urlencoded'

describe('visibility', () => {
  const app = (): ReturnType<typeof loaded> => loaded(files)

  it('a public Function and asset answer anybody', async () => {
    expect(await answered(app(), '/open')).toMatchObject({ status: 200 })
    expect(await answered(app(), '/open.txt')).toMatchObject({
      status: 200,
      body: 'open',
      type: 'text/plain; charset=utf-8',
    })
  })

  it('a private one has no URL', async () => {
    for (const path of [
      '/library',
      '/library.private',
      '/library.txt',
      '/library.private.txt',
      '/nothing',
      '/',
      '/open/',
    ])
      expect(await answered(app(), path)).toMatchObject({ status: 404 })
  })

  it.each([
    ['POST', '/closed', 'Digits=1&From=%2B14155550100', form],
    ['POST', '/closed?lang=en', 'Digits=1', form],
    ['GET', '/closed?Digits=1', undefined, undefined],
    ['GET', '/closed.txt', undefined, undefined],
  ] as const)(
    'a protected one answers what Twilio signed: %s %s %s',
    async (method, target, body, contentType) => {
      const url = origin + target
      const send = (signature: string | undefined): ReturnType<typeof answered> =>
        answered(app(), target, {
          method,
          ...(body !== undefined && { body }),
          headers: {
            ...(contentType !== undefined && { 'content-type': contentType }),
            ...(signature !== undefined && { 'x-twilio-signature': signature }),
          },
        })
      const signed = (token: string): string =>
        sign({ url, authToken: token, ...(body !== undefined && { body, contentType }) })
      expect(await send(signed(authToken))).toMatchObject({ status: 200 })
      expect(await send(signed('f'.repeat(32)))).toMatchObject({ status: 403 })
      expect(await send(undefined)).toMatchObject({ status: 403 })
      expect(await send('')).toMatchObject({ status: 403 })
    },
  )

  it('a signature of other parameters is refused', async () => {
    const signature = sign({ url: `${origin}/closed`, authToken, body: 'Digits=1', contentType: form })
    const headers = { 'content-type': form, 'x-twilio-signature': signature }
    const { status, body } = await answered(app(), '/closed', { method: 'POST', body: 'Digits=2', headers })
    expect({ status, body }).toEqual({
      status: 403,
      body: 'Forbidden: /closed is protected, and X-Twilio-Signature is missing or not valid.',
    })
  })
})

describe('event', () => {
  const eventOf = async (target: string, init?: RequestInit): Promise<Record<string, unknown>> => {
    const { body } = await answered(loaded(files), target, init)
    return JSON.parse(body) as Record<string, unknown>
  }
  const post = (body: string, contentType: string): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
  })

  it('holds the query, over it the form, and lists for names that repeat', async () => {
    const event = await eventOf(
      '/open?a=query&b=query&c=1&c=2',
      post('a=form&d=%2B1+2&e=&f=1&f=2&f=3&__proto__=x', form),
    )
    expect({ ...event, request: undefined }).toEqual({
      a: 'form',
      b: 'query',
      c: ['1', '2'],
      d: '+1 2',
      e: '',
      f: ['1', '2', '3'],
      ['__proto__']: 'x',
      request: undefined,
    })
  })

  it('holds the fields of a JSON object', async () => {
    expect(
      await eventOf('/open?a=1', post('{"a":{"b":[2]}}', 'application/json; charset=utf-8')),
    ).toMatchObject({
      a: { b: [2] },
    })
    expect(await answered(loaded(files), '/open', post('{', 'application/json'))).toMatchObject({
      status: 400,
    })
    expect(Object.keys(await eventOf('/open', post('a=1', 'text/plain')))).toEqual(['request'])
  })

  it('holds headers by their names in lower case, and cookies', async () => {
    const { request } = await eventOf('/open', {
      headers: {
        'X-One': '1',
        Host: 'hidden',
        Via: 'hidden',
        Referer: 'hidden',
        'X-Forwarded-For': 'hidden',
        'X-Accel-Buffering': 'hidden',
        'X-Real-IP': 'hidden',
        Cookie: 'a=1; b="two words"; c=%C3%A9; a=2; broken; d=%',
      },
    })
    expect(request).toEqual({
      headers: { 'x-one': '1', cookie: 'a=1; b="two words"; c=%C3%A9; a=2; broken; d=%' },
      cookies: { a: '1', b: 'two words', c: 'é', d: '%' },
    })
  })
})

describe('the gateway', () => {
  it('answers OPTIONS itself, and methods that Twilio does not support', async () => {
    const app = loaded(files)
    const { status, headers } = await answered(app, '/closed', { method: 'OPTIONS' })
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({
      status: 204,
      origin: '*',
    })
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect(await answered(app, '/open', { method })).toMatchObject({ status: 405 })
  })

  it('refuses headers of more than 15 kB, and more than 90', async () => {
    const app = loaded(files)
    const many = Object.fromEntries(Array.from({ length: 91 }, (_, place) => [`x-${place}`, '1']))
    for (const headers of [{ 'x-long': 'x'.repeat(15 * 1024) }, many])
      expect(await answered(app, '/open', { headers })).toMatchObject({
        status: 431,
        body: 'Request headers or cookies too long',
      })
  })
})
