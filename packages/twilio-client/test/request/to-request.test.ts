import { decodeForm } from '@ringback/catalog'
import { signedRequest, toRequest } from '@ringback/twilio-client'
import { array, assert, asyncProperty, constantFrom, string, tuple } from 'fast-check'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'

const options = { url: 'https://example.com/voice?tenant=7', authToken: '12345' }

test('is the signed request, but for what belongs to the connection', async () => {
  const pairs = array(tuple(constantFrom('From', 'Digits'), string({ unit: 'grapheme' })))
  await assert(
    asyncProperty(constantFrom('GET', 'POST'), pairs, async (method, parameters) => {
      const request = toRequest({ method, parameters }, options)
      const { url, headers, body = '' } = signedRequest({ method, parameters }, options)
      expect(request.method).toBe(method)
      expect(request.url).toBe(url)
      const ofConnection = new Set(['host', 'content-length', 'connection'])
      expect([...request.headers]).toEqual(
        headers
          .map(([name, value]) => [name.toLowerCase(), value])
          .filter(([name = '']) => !ofConnection.has(name))
          .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
      )
      const text = await request.text()
      expect(text).toBe(body)
      const form = method === 'POST' ? text : new URL(request.url).search.slice('?tenant=7&'.length)
      expect(decodeForm(form).parameters).toEqual(parameters)
    }),
  )
})

test('fetch sends it with its headers', async () => {
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice`
  const webhook = { method: 'POST', parameters: [['CallSid', 'CA1']] } as const
  const answer = await fetch(toRequest(webhook, { ...options, url }))
  const seen: unknown = await answer.json()
  server.close()
  const { headers } = signedRequest(webhook, { ...options, url })
  const expected = headers
    .filter(([name]) => name !== 'Connection')
    .map(([name, value]) => [name.toLowerCase(), value] as const)
  expect(seen).toMatchObject(Object.fromEntries(expected))
})
