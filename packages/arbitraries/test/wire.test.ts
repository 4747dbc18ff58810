import { execFileSync } from 'node:child_process'
import { hostileWebhook, plainWebhook, toCurl, toRequest, toWire, webhook } from '@ringback/arbitraries'
import { decodeForm } from '@ringback/catalog'
import { verify } from '@ringback/signature'
import { assert, asyncProperty, property } from 'fast-check'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'

const options = { url: 'https://example.com/voice?tenant=7&x=a%20b', authToken: '12345' }

describe('toWire', () => {
  it('puts the parameters of a GET request behind those of the URL', () => {
    const { url, body } = toWire({ ...plainWebhook('gather.action'), method: 'GET' }, options)
    expect(url).toMatch(/^https:\/\/example\.com\/voice\?tenant=7&x=a%20b&AccountSid=AC0/)
    expect(body).toBeUndefined()
  })

  it('leaves the fragment out of the URL', () => {
    const { url } = toWire(plainWebhook('gather.action'), {
      ...options,
      url: 'https://example.com/voice#rc=2',
    })
    expect(url).toBe('https://example.com/voice')
  })

  it('signs hostile webhooks as well', () => {
    assert(
      property(hostileWebhook(), (hostile) => {
        const { method, url, headers, body } = toWire(hostile, options)
        const signature = headers['X-Twilio-Signature'] ?? ''
        expect(verify({ method, url, body, signature, authToken: options.authToken })).toBe(true)
      }),
    )
  })

  it('refuses a URL that is not absolute', () => {
    expect(() => toWire(plainWebhook('gather.action'), { ...options, url: '/voice' })).toThrow(TypeError)
  })
})

describe('toRequest', () => {
  it('makes a request that the official package accepts', async () => {
    await assert(
      asyncProperty(webhook(), async (generated) => {
        const request = toRequest(generated, options)
        const text = await request.text()
        const form = request.method === 'POST' ? Object.fromEntries(decodeForm(text).parameters) : {}
        const signature = request.headers.get('X-Twilio-Signature') ?? ''
        const { url } = toWire(generated, options)
        expect(twilio.validateRequest(options.authToken, signature, url, form)).toBe(true)
        const inUrl = decodeForm(new URL(url).search.slice(1)).parameters.slice(2)
        expect(request.method === 'POST' ? decodeForm(text).parameters : inUrl).toEqual(generated.parameters)
      }),
    )
  })
})

describe('toCurl', () => {
  it('is one line from which a shell reads the very request', () => {
    assert(
      property(webhook(), (generated) => {
        const line = toCurl(generated, options)
        expect(line).not.toContain('\n')
        const script = `curl() { printf '%s\\0' "$@"; }\n${line}`
        const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
        const { method, url, headers, body } = toWire(generated, options)
        expect(words).toContain(method)
        expect(words).toContain(url)
        expect(words.includes('--data-raw') ? words[words.indexOf('--data-raw') + 1] : undefined).toBe(body)
        for (const [name, value] of Object.entries(headers)) expect(words).toContain(`${name}: ${value}`)
      }),
      { numRuns: 30 },
    )
  })

  it('quotes what a shell would read', () => {
    const webhook = { method: 'GET', parameters: [], style: 'plus' } as const
    expect(toCurl(webhook, { ...options, url: "https://example.com/it's?$(id)" })).toContain(
      String.raw`'https://example.com/it'\''s?$(id)'`,
    )
  })
})
