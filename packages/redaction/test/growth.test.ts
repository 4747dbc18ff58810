import { hostileTexts, superlinear } from '@ringback/test-support/growth'
import { createRedactor, pathClass, redactRequestLine } from '@ringback/redaction'
import { exchangeOf } from '@ringback/redaction/node'
import { expect, test } from 'vitest'
import { originalsIn, textOfOriginals } from '../src/node/originals/original-text.ts'
import { readSealedHeader } from '../src/node/originals/sealed-file.ts'
import { isKeptSettings } from '../src/node/settle/is-kept-settings.ts'
import { exchange } from './exchanges.ts'

const key = new Uint8Array(32).fill(9)
const form = 'application/x-www-form-urlencoded'

interface Places {
  readonly path?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly type?: string
  readonly body?: string
  readonly answer?: string
}

/** The redactor's own count of its work on an exchange with a hostile text in some of its places. */
function workOn(places: Places): number {
  const { path = '', headers = [], type = form, body = 'a=1', answer = '<Response/>' } = places
  const redactor = createRedactor({ key, workLimit: Number.MAX_SAFE_INTEGER })
  redactor.redactExchange(
    exchange({
      id: '1',
      request: {
        method: 'POST',
        url: `https://app.example.com/voice${path}`,
        headers: [['Content-Type', type], ...headers],
        body: { text: body },
      },
      response: { status: 200, headers: [['Content-Type', 'text/xml'], ...headers], body: { text: answer } },
    }),
  )
  return redactor.report().lastWork
}

const placements: Readonly<Record<string, (text: string) => number>> = {
  'a form': (text) => workOn({ body: text }),
  'a value, echoed': (text) =>
    workOn({ body: `From=%2B16175550123&Note=${encodeURIComponent(text.toWellFormed())}`, answer: text }),
  'an answer': (text) => workOn({ answer: text }),
  'TwiML with a text': (text) => workOn({ answer: `<Response><Say>${text}</Say></Response>` }),
  'TwiML with an attribute': (text) =>
    workOn({ answer: `<Response><Redirect method="${text}">/a</Redirect></Response>` }),
  'a JSON body': (text) => workOn({ type: 'application/json', body: text }),
  'JSON with a text': (text) =>
    workOn({ type: 'application/json', body: JSON.stringify({ a: text, [text]: 1 }) }),
  'a multipart body': (text) =>
    workOn({
      type: 'multipart/form-data; boundary=x',
      body: `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--x--`,
    }),
  'the head of a part': (text) =>
    workOn({ type: 'multipart/form-data; boundary=x', body: `--x\r\n${text}\r\n\r\na\r\n--x--` }),
  'a content type': (text) => workOn({ type: `multipart/${text}`, body: text }),
  'a path': (text) => workOn({ path: `/${encodeURI(text.toWellFormed())}` }),
  'a query': (text) => workOn({ path: `?${encodeURI(text.toWellFormed())}` }),
  'header fields': (text) =>
    workOn({
      headers: [
        ['X-Note', text],
        ['Authorization', text],
        ['Location', text],
      ],
    }),
  cookies: (text) =>
    workOn({
      headers: [
        ['Cookie', text],
        ['Set-Cookie', text],
      ],
    }),
}

/** The head of a sealed original, whose length a file says itself. */
function sealedHead(header: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(header))
  return Buffer.concat([Buffer.from('RBORIG1\n'), length, Buffer.from(header)])
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the head of a sealed original': (text) => [
    readSealedHeader(Buffer.from(text)),
    readSealedHeader(sealedHead(text)),
    readSealedHeader(sealedHead(JSON.stringify({ keyId: text, recording: text, keys: text.split(' ') }))),
  ],
  'the originals in a file': (text) => originalsIn(textOfOriginals(new Map([[text, text]]))),
  'kept settings': (text) =>
    isKeptSettings({ redaction: { keep: text.split(' '), [text]: text }, durability: text, [text]: text }),
  'a path class': (text) => [
    pathClass(text),
    pathClass(`/${text}`),
    redactRequestLine('GET', `/${text}`),
    redactRequestLine(text, text),
  ],
  'what was seen on the wire': (text) =>
    exchangeOf({
      id: '1',
      startedAt: 0,
      durationMs: 1,
      method: 'POST',
      url: `https://app.example.com/voice?${encodeURI(text.toWellFormed())}`,
      headers: ['Content-Type', text, 'Content-Encoding', text],
      body: { bytes: Buffer.from(text), truncated: false },
      answer: {
        status: 200,
        headers: ['Content-Type', text],
        body: { bytes: Buffer.from(text), truncated: false },
      },
      problem: null,
      signature: 'valid',
      provenance: { recorder: 'proxy', version: '0.1.0' },
    }),
}

test.each(Object.entries(placements))(
  'the redactor counts work that grows as the text does: %s',
  (_name, work) => {
    const size = 1000
    const grown = Object.entries(hostileTexts).flatMap(([name, text]) => {
      const growth = work(text(size * 8)) / work(text(size))
      // Under the constant part a little text is cheaper than its share.
      return growth < 12 ? [] : [`${name}: ${growth} times`]
    })
    expect(grown).toEqual([])
  },
)

test.each(Object.entries(readers))('the work grows as the text does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
