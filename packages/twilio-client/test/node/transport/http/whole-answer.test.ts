import * as fc from 'fast-check'
import { Duplex } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readByNode } from '../../../../src/node/transport/http/node-request.ts'
import { plainRequestBytes } from '../../../../src/node/transport/http/plain-request-bytes.ts'
import { wholeAnswerIn } from '../../../../src/node/transport/http/whole-answer.ts'
import type { TransportRequest } from '@ringback/twilio-client/node'
import { answerBytes } from './answers.ts'

const request: TransportRequest = {
  method: 'POST',
  origin: 'http://127.0.0.1:3000',
  target: '/voice',
  publicUrl: 'http://127.0.0.1:3000/voice',
  headers: [
    ['Host', 'localhost'],
    ['Content-Length', '3'],
  ],
  body: Buffer.from('a=b'),
  connectTimeoutMs: 1000,
  readTimeoutMs: 1000,
  verifyTls: true,
  signal: new AbortController().signal,
}

/** What Node's HTTP client writes for a request, and reads in bytes that come as one; undefined where it refuses them. */
async function byNode(given: TransportRequest, bytes: Buffer) {
  const written: Buffer[] = []
  const connection = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(Buffer.from(chunk))
      done()
    },
  })
  setImmediate(() => {
    connection.push(bytes)
    connection.push(null)
  })
  try {
    const { status, headers, body } = await readByNode(given, connection).response
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(chunk)
    return { written: Buffer.concat(written), answer: { status, headers, body: Buffer.concat(chunks) } }
  } catch {
    return { written: Buffer.concat(written), answer: undefined }
  }
}

describe('an answer that is whole', () => {
  test('is what Node reads in the same bytes', async () => {
    let whole = 0
    await fc.assert(
      fc.asyncProperty(answerBytes, async (bytes) => {
        const answer = wholeAnswerIn(bytes)
        if (typeof answer === 'string') return
        whole += 1
        expect((await byNode(request, bytes)).answer).toEqual(answer)
      }),
      { numRuns: 3000 },
    )
    expect(whole).toBeGreaterThan(200)
  })

  test('is not in a part of one, which is incomplete once its head is there', () => {
    fc.assert(
      fc.property(answerBytes, fc.nat(), (bytes, cut) => {
        if (typeof wholeAnswerIn(bytes) === 'string') return
        const part = bytes.subarray(0, cut % bytes.length)
        expect(wholeAnswerIn(part)).toBe(part.includes('\r\n\r\n') ? 'incomplete' : 'other')
      }),
    )
  })

  test.each([
    ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n', 'ok'],
    ['no body', 'HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n', ''],
  ])('is taken without Node: %s', (_, text, body) => {
    expect(wholeAnswerIn(Buffer.from(text))).toMatchObject({ body: Buffer.from(body) })
  })

  test.each([
    ['a head that is long', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(9000)}\r\nContent-Length: 0\r\n\r\n`],
    ['an informational answer', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['an upgrade', 'HTTP/1.1 200 OK\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz'],
    ['half a head', 'HTTP/1.1 200 OK\r\n'],
    ['bytes after it', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx'],
  ])('is left to Node: %s', (_, text) => {
    expect(wholeAnswerIn(Buffer.from(text))).toBe('other')
  })
})

const name = fc.oneof(
  fc.constantFrom(
    'Host',
    'Cookie',
    'Connection',
    'Expect',
    'TE',
    'Upgrade',
    'Transfer-Encoding',
    'Trailer',
    'X One',
    'X:',
    '',
  ),
  fc.string({ maxLength: 5 }),
)
const value = fc.oneof(
  fc.constantFrom(
    'a',
    '',
    ' a ',
    'a\r\nB: c',
    'a\nB: c',
    'a\rb',
    'gr\u00f6\u00dfer',
    '\u4e2d',
    'a\tb',
    'a\0',
    'chunked',
    'close',
  ),
  fc.string({ maxLength: 5 }),
)
const target = fc.oneof(
  { weight: 3, arbitrary: fc.constant('/voice?a=b') },
  fc.constantFrom('/a b', '/\u00fc', '/a\r\nB: c', ''),
)

test('the bytes of a plain request are those that Node would write, or none', async () => {
  let plain = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'HEAD', 'CONNECT', 'get'),
      target,
      fc.array(fc.tuple(name, value), { maxLength: 3 }),
      async (method, path, headers) => {
        const given = { ...request, method, target: path, headers, body: new Uint8Array() }
        const bytes = plainRequestBytes(given)
        if (bytes === undefined) return
        plain += 1
        const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
        expect(bytes.toString('latin1')).toBe((await byNode(given, answer)).written.toString('latin1'))
      },
    ),
    { numRuns: 1000 },
  )
  expect(plain).toBeGreaterThan(50)
})
