import { expect, test } from 'vitest'
import { createRandom, seed, type Random } from './random.ts'
import { attacks } from './requests/attacks.ts'
import { compareRequest } from './requests/difference.ts'
import { capturedRequests, plainWire } from './requests/generated.ts'
import { readWithServer } from './requests/node-server.ts'
import { requestRules } from './requests/rules.ts'
import { requestHead } from '../../src/forward/request-head.ts'
import { forwardedHeaders } from '../../src/serve/forwarded-headers.ts'
import { parsePlainRequest } from '../../src/serve/plain/parse-plain-request.ts'
import { methodNumbers, readWithNode } from './node-parser.ts'
import { mutated } from './mutate.ts'
import { bytesOf, headOf } from './wire.ts'

/** How many mutated requests are compared. RINGBACK_DIFFERENTIAL_CASES=10000000 for a long run. */
const cases = Number(process.env.RINGBACK_DIFFERENTIAL_CASES ?? 100_000)
const maxHeadBytes = 16 * 1024

/** Compares, and throws with all that is needed to repeat it; returns whether the request is plain. */
function isPlainAndAlike(bytes: Buffer, limit = maxHeadBytes): boolean {
  const { isPlain, problem } = compareRequest(bytes, limit)
  if (problem !== undefined) throw new Error(`${problem} ${repeat(bytes)}`)
  return isPlain
}

/** What a failure says besides. */
const repeat = (bytes: Buffer): string =>
  `(RINGBACK_DIFFERENTIAL_SEED=${seed}): ${JSON.stringify(bytes.toString('latin1'))}`
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

test('every captured webhook is plain', () => {
  expect(capturedRequests.length).toBeGreaterThan(70)
  const others = capturedRequests.filter((wire) => !isPlainAndAlike(bytesOf(wire)))
  expect(others).toEqual([])
})

test(
  'what is plain is read by llhttp as the same one request',
  () => {
    const random = createRandom(seed)
    let plain = 0
    for (let count = 0; count < cases; count += 1) {
      const wire = plainWire(random)
      if (isPlainAndAlike(latin1(mutated(headOf(wire) + wire.body, random)))) plain += 1
    }
    expect(plain).toBeGreaterThan(cases / 5)
  },
  120_000 + cases,
)

test('a request that keeps every rule is plain, and one that breaks any is not', () => {
  const random = createRandom(seed + 1)
  const wrong: string[] = []
  for (const [rule, breakIn] of Object.entries(requestRules)) {
    for (let count = 0; count < 300; count += 1) {
      const wire = plainWire(random)
      const kept = bytesOf(wire)
      if (!isPlainAndAlike(kept)) wrong.push(`Every rule is kept ${repeat(kept)}`)
      const broken = latin1(breakIn(wire, random))
      if (isPlainAndAlike(broken)) wrong.push(`"${rule}" is broken ${repeat(broken)}`)
    }
  }
  expect(wrong).toEqual([])
})

test('nothing of what is published about request smuggling is plain, but for what is an ordinary request', () => {
  const wrong = attacks.filter(({ text, isPlain }) => isPlainAndAlike(latin1(text)) !== (isPlain ?? false))
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('every byte at every place of small requests', () => {
  let plain = 0
  let all = 0
  for (const text of [
    'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
    'GET / HTTP/1.1\r\nA:\r\nhost:b \r\n\r\n',
  ]) {
    for (let at = 0; at <= text.length; at += 1) {
      const rest = text.slice(at)
      for (let code = 0; code < 256; code += 1) {
        const before = text.slice(0, at) + String.fromCharCode(code)
        if (isPlainAndAlike(latin1(before + rest))) plain += 1
        if (isPlainAndAlike(latin1(before + rest.slice(1)))) plain += 1
        all += 2
      }
    }
  }
  expect(plain).toBeGreaterThan(all / 20)
})

test('heads around the limit: what is plain is within what Node takes', () => {
  let plain = 0
  let refusedByNode = 0
  for (const limit of [100, 1000, 8192, 16_384]) {
    for (let size = limit - 90; size < limit + 40; size += 1) {
      for (const shape of [
        (filler: string) => `GET /${filler} HTTP/1.1\r\nHost: a\r\n\r\n`,
        (filler: string) => `GET / HTTP/1.1\r\nHost: a\r\nX: ${filler}\r\n\r\n`,
        (filler: string) => `GET / HTTP/1.1\r\nHost: a\r\nX${filler}:\r\n\r\n`,
      ]) {
        const bytes = latin1(shape('x'.repeat(Math.max(size - shape('').length, 0))))
        if (isPlainAndAlike(bytes, limit)) plain += 1
        else if (readWithNode([bytes], { type: 'request', maxHeadBytes: limit }).error !== undefined)
          refusedByNode += 1
      }
    }
  }
  expect(plain).toBeGreaterThan(500)
  expect(refusedByNode).toBeGreaterThan(100)
})

test("llhttp reads plain requests here as Node's server does, through a socket", async () => {
  const random = createRandom(seed + 2)
  const plain = Array.from({ length: 300 }, () => plainOf(random))
  const read = await readWithServer(plain, maxHeadBytes)
  const ours = plain.map((bytes) => {
    const request = parsePlainRequest(bytes, maxHeadBytes)
    return [
      {
        event: 'request',
        method: request?.method,
        target: request?.target,
        version: '1.1',
        headers: request?.headers,
        body: bytes.toString('latin1', request?.bodyStart),
        keepAlive: request?.keepAlive,
      },
    ]
  })
  expect(read).toEqual(ours)
})

test('what goes to the app of a plain request is one request as well, with the same target and body', () => {
  const random = createRandom(seed + 3)
  const origin = { remoteAddress: '127.0.0.1', scheme: 'https', host: 'voice.example.com', trusted: false }
  const wrong: string[] = []
  for (let count = 0; count < 3000; count += 1) {
    const bytes = plainOf(random)
    const request = parsePlainRequest(bytes, maxHeadBytes)
    if (request === undefined) throw new Error('It was plain.')
    const headers = forwardedHeaders(request.headers, origin, false)
    const sent = Buffer.concat([
      latin1(requestHead({ ...request, headers })),
      bytes.subarray(request.bodyStart),
    ])
    const { messages, error } = readWithNode([sent], { type: 'request', maxHeadBytes: 2 * maxHeadBytes })
    const [message, ...others] = messages
    const isSame =
      error === undefined &&
      others.length === 0 &&
      message?.complete &&
      message.method === methodNumbers[request.method] &&
      message.target === request.target &&
      message.body === bytes.toString('latin1', request.bodyStart) &&
      message.keepAlive
    if (!isSame) wrong.push(repeat(sent))
  }
  expect(wrong).toEqual([])
})

/** A mutated request that is still plain. */
function plainOf(random: Random): Buffer {
  for (;;) {
    const wire = plainWire(random)
    const bytes = latin1(mutated(headOf(wire) + wire.body, random))
    if (parsePlainRequest(bytes, maxHeadBytes) !== undefined) return bytes
  }
}
