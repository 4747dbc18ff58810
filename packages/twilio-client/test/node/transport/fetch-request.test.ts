import { fetchTransport, type TransportRequest } from '@ringback/twilio-client/node'
import { expect, test } from 'vitest'

const sent = {
  method: 'POST',
  origin: 'https://voice.example.com',
  target: '/voice?q=1',
  publicUrl: 'https://voice.example.com/voice?q=1',
  headers: [
    ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
    ['X-Twice', 'one'],
    ['X-Twice', 'two'],
  ],
  body: Buffer.from('Digits=1'),
  connectTimeoutMs: 1000,
  readTimeoutMs: 1000,
  verifyTls: true,
} as const

/** What a handler sees of a request. */
async function seen<Value>(
  look: (request: Request) => Value | Promise<Value>,
  more: Pick<TransportRequest, 'signal'> & Partial<TransportRequest>,
): Promise<Value> {
  let value: { readonly of: Value } | undefined
  const transport = fetchTransport(async (request) => {
    value = { of: await look(request) }
    return new Response(null, { status: 204 })
  })
  await transport.send({ ...sent, ...more })
  if (value === undefined) throw new Error('The handler was not called.')
  return value.of
}

test('a fetch handler gets a Request of the standard', async () => {
  const { signal } = new AbortController()
  const facts = await seen(
    async (request) => ({
      isRequest: request instanceof Request,
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      texts: [await request.clone().text(), await request.text()],
      isUsed: request.bodyUsed,
    }),
    { signal },
  )
  expect(facts).toEqual({
    isRequest: true,
    method: 'POST',
    url: sent.publicUrl,
    headers: [
      ['content-type', sent.headers[0][1]],
      ['x-twice', 'one, two'],
    ],
    texts: ['Digits=1', 'Digits=1'],
    isUsed: true,
  })
})

test('the signal of a Request and of its clones is the one of the transport', async () => {
  const controller = new AbortController()
  const states = await seen(
    (request) => {
      const signals = [request.signal, request.clone().signal, request.clone().clone().signal]
      const before = signals.map(({ aborted }) => aborted)
      return { before, after: () => signals.map(({ aborted }) => aborted) }
    },
    { signal: controller.signal },
  )
  expect(states.before).toEqual([false, false, false])
  controller.abort()
  expect(states.after()).toEqual([true, true, true])
})

test('a Request is of the class that is global when it is made', async () => {
  const before = globalThis.Request
  class Replaced extends before {}
  globalThis.Request = Replaced
  try {
    const { signal } = new AbortController()
    expect(await seen((request) => request instanceof Replaced, { signal })).toBe(true)
  } finally {
    globalThis.Request = before
  }
})
