import * as fc from 'fast-check'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Members } from '@ringback/common'
import {
  createTwilioClient,
  httpTransport,
  TransportFailure,
  type Transport,
  type WebhookOutcome,
} from '@ringback/twilio-client/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendByNode } from '../../../../src/node/transport/http/node-request.ts'
import type { UnderWay } from '../../../../src/node/transport/http/under-way.ts'
import { the } from '../../../support/the.ts'
import { answerBytes, inPieces } from './answers.ts'
import { startRawServer, type RawAnswer, type RawServer } from './raw-server.ts'

/** Node's HTTP client alone, for every request and every answer. */
function nodeTransport(): Transport {
  const underWay = new Members<UnderWay>()
  return {
    inProcess: false,
    send: (request) => sendByNode(request, underWay),
    close() {
      for (const request of underWay.all())
        request.interrupt(new TransportFailure('answer-cut-short', 'closed'))
      return Promise.resolve()
    },
  }
}

let server: RawServer
beforeAll(async () => {
  server = await startRawServer()
})
afterAll(() => server.close())

/** As long as nobody waits in a test, in milliseconds. */
const patient = { totalMs: 90_000, readMs: 90_000 }
const impatient = { totalMs: 90_000, readMs: 100 }

/** What is reported of a webhook that is answered so, without times. */
async function reportOf(transport: Transport, answer: RawAnswer, timeouts = patient) {
  server.answer = answer
  const client = createTwilioClient({
    authToken: 'a-token',
    transport,
    ids: { uuid: () => '00000000-0000-4000-8000-000000000000' },
    timeouts,
  })
  const outcome = await client.send({
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url: `${server.url}/voice#rc=0`,
    parameters: [['CallSid', 'CA00000000000000000000000000000001']],
  })
  await client.close()
  return withoutTimes(outcome)
}

function withoutTimes({ hops, ...outcome }: WebhookOutcome) {
  return { ...outcome, hops: hops.map((hop) => ({ ...hop, startedAt: 0, durationMs: 0 })) }
}

const text = (lines: string): Buffer => Buffer.from(lines.replaceAll('\n', '\r\n'), 'latin1')
const xml = 'HTTP/1.1 200 OK\nContent-Type: text/xml\n'
const chunked = `${xml}Transfer-Encoding: chunked\n\n`
const gzipped = gzipSync('<Response><Hangup/></Response>')

const cases: Readonly<Record<string, RawAnswer>> = {
  'a length': { pieces: [text(`${xml}Content-Length: 11\n\n<Response/>`)], ending: 'end' },
  'a connection that is kept open': {
    pieces: [text(`${xml}Connection: keep-alive\nContent-Length: 11\n\n<Response/>`)],
    ending: 'hold',
  },
  'chunks in pieces': {
    pieces: [text(chunked), text('b\n<Resp'), text('onse/>\n0\n'), text('\n')],
    ending: 'hold',
  },
  'a byte a piece': {
    pieces: [...text(`${xml}Content-Length: 11\n\n<Response/>`)].map((byte) => Buffer.of(byte)),
    ending: 'hold',
  },
  'up to the end': { pieces: [text(`${xml}\n<Response/>`)], ending: 'end' },
  'HTTP/1.0': { pieces: [text(`${xml.replace('1.1', '1.0')}\n<Response/>`)], ending: 'end' },
  'packed with gzip': {
    pieces: [text(`${xml}Content-Encoding: gzip\nContent-Length: ${gzipped.length}\n\n`), gzipped],
    ending: 'end',
  },
  'half of what is packed': {
    pieces: [text(`${xml}Content-Encoding: gzip\nContent-Length: 9\n\n`), gzipped.subarray(0, 9)],
    ending: 'end',
  },
  'not packed': {
    pieces: [text(`${xml}Content-Encoding: gzip\nContent-Length: 11\n\n<Response/>`)],
    ending: 'end',
  },
  'informational first': {
    pieces: [
      text('HTTP/1.1 103 Early Hints\nLink: </a>\n\n'),
      text(`${xml}Content-Length: 11\n\n<Response/>`),
    ],
    ending: 'end',
  },
  'informational and the answer at once': {
    pieces: [text(`HTTP/1.1 100 Continue\n\n${xml}Content-Length: 11\n\n<Response/>`)],
    ending: 'end',
  },
  'an upgrade': {
    pieces: [text('HTTP/1.1 101 Switching\nUpgrade: x\nConnection: upgrade\n\n')],
    ending: 'end',
  },
  'a redirect that leads on and on': {
    pieces: [text('HTTP/1.1 302 Found\nLocation: /next\nContent-Length: 0\n\n')],
    ending: 'end',
  },
  'a redirect to nowhere': { pieces: [text('HTTP/1.1 302 Found\nContent-Length: 0\n\n')], ending: 'end' },
  cookies: {
    pieces: [text(`${xml}Set-Cookie: a=1\nSet-Cookie: b=2\nContent-Length: 11\n\n<Response/>`)],
    ending: 'end',
  },
  'nothing, and the end': { pieces: [], ending: 'end' },
  'nothing, and a reset': { pieces: [], ending: 'reset' },
  nothing: { pieces: [], ending: 'hold' },
  'half a head': { pieces: [text(xml)], ending: 'hold' },
  'half a head, and the end': { pieces: [text(xml)], ending: 'end' },
  'half a head, and a reset': { pieces: [text(xml)], ending: 'reset' },
  'half a body': { pieces: [text(`${xml}Content-Length: 11\n\n<Resp`)], ending: 'hold' },
  'half a body, and the end': { pieces: [text(`${xml}Content-Length: 11\n\n<Resp`)], ending: 'end' },
  'half a body, and a reset': { pieces: [text(`${xml}Content-Length: 11\n\n<Resp`)], ending: 'reset' },
  'half a body without a length': { pieces: [text(`${xml}\n<Response/>`)], ending: 'hold' },
  'half a body in chunks': { pieces: [text(`${chunked}b\n<Response/>\n`)], ending: 'hold' },
  'a head, and later the body': {
    pieces: [text(`${xml}Content-Length: 11\n\n`), text('<Response/>')],
    ending: 'hold',
  },
  'a body that never ends': { pieces: [text(`${xml}\n`), Buffer.alloc(10_000, 'x')], ending: 'endless' },
  'chunks that never end': { pieces: [text(chunked), text(`3e8\n${'x'.repeat(1000)}\n`)], ending: 'endless' },
  'headers that never end': { pieces: [text(xml), text(`X: ${'x'.repeat(1000)}\n`)], ending: 'endless' },
  'a head of 9 KB': { pieces: [text(`${xml}X: ${'x'.repeat(9000)}\nContent-Length: 0\n\n`)], ending: 'end' },
  'a head of 20 KB': {
    pieces: [text(`${xml}X: ${'x'.repeat(20_000)}\nContent-Length: 0\n\n`)],
    ending: 'end',
  },
  'as many bytes as Twilio reads': {
    pieces: [text(`${xml}Content-Length: 65536\n\n${'x'.repeat(65_536)}`)],
    ending: 'end',
  },
  'a byte too many for Twilio': {
    pieces: [text(`${xml}Content-Length: 65537\n\n${'x'.repeat(65_537)}`)],
    ending: 'end',
  },
  'no status line': { pieces: [text('<Response/>')], ending: 'end' },
  'another protocol': { pieces: [text('SSH-2.0-OpenSSH_9.2\n')], ending: 'hold' },
  'TLS where none is spoken': { pieces: [Buffer.from([0x15, 3, 1, 0, 2, 2, 70])], ending: 'end' },
  'two lengths': {
    pieces: [text(`${xml}Content-Length: 11\nContent-Length: 12\n\n<Response/>`)],
    ending: 'end',
  },
  'a length and chunks': {
    pieces: [text(`${xml}Content-Length: 11\nTransfer-Encoding: chunked\n\nb\n<Response/>\n0\n\n`)],
    ending: 'end',
  },
  'a size that is none': { pieces: [text(`${chunked}z\n<Response/>\n0\n\n`)], ending: 'end' },
  'a bad chunk after a good one': {
    pieces: [text(`${chunked}b\n<Response/>\n`), text('z\n')],
    ending: 'hold',
  },
  trailers: { pieces: [text(`${chunked}b\n<Response/>\n0\nX: 1\n\n`)], ending: 'end' },
  'bytes after the body': { pieces: [text(`${xml}Content-Length: 11\n\n<Response/>more`)], ending: 'end' },
  'two answers': {
    pieces: [text(`${xml}Content-Length: 11\n\n<Response/>`.repeat(2))],
    ending: 'hold',
  },
  'a 204 with a body': { pieces: [text('HTTP/1.1 204 No Content\nContent-Length: 2\n\nok')], ending: 'end' },
  'a 404': {
    pieces: [text('HTTP/1.1 404 Not Found\nContent-Type: text/html\nContent-Length: 2\n\nno')],
    ending: 'end',
  },
  'no Content-Type': { pieces: [text('HTTP/1.1 200 OK\nContent-Length: 11\n\n<Response/>')], ending: 'end' },
  'latin1 in a header': {
    pieces: [text(`${xml}X: gr\u00f6\u00dfer\nContent-Length: 11\n\n<Response/>`)],
    ending: 'end',
  },
}

describe('an answer is reported as Node reads it', () => {
  test('within the time that the whole may take', async () => {
    const timeouts = { totalMs: 100, readMs: 90_000 }
    for (const name of ['nothing', 'half a head', 'half a body']) {
      const answer = the(cases[name])
      expect(await reportOf(httpTransport(), answer, timeouts)).toEqual(
        await reportOf(nodeTransport(), answer, timeouts),
      )
    }
  })

  test.each(Object.entries(cases))('%s', async (name, answer) => {
    const timeouts = /^(?:nothing|half a \w+(?: without a length| in chunks)?)$/.test(name)
      ? impatient
      : patient
    expect(await reportOf(httpTransport(), answer, timeouts)).toEqual(
      await reportOf(nodeTransport(), answer, timeouts),
    )
  })

  test('with any bytes, in any pieces, with any end', async () => {
    const answer = answerBytes.chain((bytes) =>
      fc.record({
        pieces: inPieces(bytes, 12),
        ending: fc.constantFrom<RawAnswer['ending'][]>('end', 'end', 'reset'),
      }),
    )
    await fc.assert(
      fc.asyncProperty(answer, async (given) => {
        expect(await reportOf(httpTransport(), given)).toEqual(await reportOf(nodeTransport(), given))
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})

test.each(['half of what is packed', 'not packed', 'an upgrade'])(
  '%s is reported as cut short',
  async (name) => {
    const { problem } = await reportOf(httpTransport(), the(cases[name]))
    expect(problem).toMatchObject({ code: 'answer-cut-short', twilioCode: 11200 })
  },
)

describe.each(['half a body', 'half a body without a length', 'half a body in chunks'])('%s', (name) => {
  test('is no answer in time', async () => {
    const { problem } = await reportOf(httpTransport(), the(cases[name]), impatient)
    expect(problem).toMatchObject({ code: 'no-answer-in-time' })
  })

  test('is not complete within the time that the whole may take', async () => {
    const { problem } = await reportOf(httpTransport(), the(cases[name]), { totalMs: 100, readMs: 90_000 })
    expect(problem).toMatchObject({ code: 'total-timeout' })
  })
})

test('nothing is waited for that Node does not wait for', async () => {
  const answer = answerBytes.chain((bytes) =>
    fc.record({ pieces: inPieces(bytes, 4), ending: fc.constant('hold' as const) }),
  )
  let settled = 0
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      const node = nodeTransport()
      const report = await Promise.race([reportOf(node, given), sleep(100)])
      await node.close()
      if (report === undefined) return
      settled += 1
      // A client that waits is not done before the test has failed.
      expect(await reportOf(httpTransport(), given)).toEqual(report)
    }),
    { numRuns: 150 },
  )
  expect(settled).toBeGreaterThan(20)
}, 30_000)

describe('a request that gets no connection is reported as Node does', () => {
  test.each(['http://127.0.0.1:1/voice#rc=0', 'http://nowhere.invalid/voice#rc=0'])('%s', async (url) => {
    const [ours, nodes] = await Promise.all(
      [httpTransport(), nodeTransport()].map(async (transport) => {
        const client = createTwilioClient({
          authToken: 'a',
          transport,
          allowRemote: true,
          ids: { uuid: () => 'a' },
        })
        return withoutTimes(
          await client.send({ kind: 'voice.incoming-pstn', method: 'GET', url, parameters: [] }),
        )
      }),
    )
    expect(ours).toEqual(nodes)
  })
})
