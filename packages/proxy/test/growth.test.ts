import { PassThrough } from 'node:stream'
import { superlinear } from '@ringback/test-support/growth'
import { expect, test } from 'vitest'
import { createAnswerParser } from '../src/forward/answer-parser.ts'
import { MalformedAnswer } from '../src/forward/malformed-answer.ts'
import { pathClass } from '../src/path-class.ts'
import { clientErrorAnswer } from '../src/serve/client-errors.ts'
import { answerHeaders, forwardedHeaders } from '../src/serve/forwarded-headers.ts'
import { forwardedOrigin, publicUrlOf } from '../src/serve/forwarded-origin.ts'
import { malformedHead } from '../src/serve/malformed-head.ts'
import type { ReceivedRequest } from '../src/serve/received-request.ts'
import { namesCall, recogniseHead } from '../src/serve/recognise.ts'
import { createAllowList, problemOfAllowRule } from '../src/signature/allow-list.ts'
import { sharedTokens } from '../src/signature/auth-tokens.ts'
import { createJudge } from '../src/signature/judge.ts'
import { requireSignature } from '../src/signature/require-signature.ts'
import { unsignableBody, unsignableHead } from '../src/signature/unsignable.ts'

/** Reads the bytes of an answer, in one piece. */
function readAnswer(text: string): unknown {
  const ignore = (): void => undefined
  const parser = createAnswerParser({ informational: ignore, head: ignore, data: ignore, end: ignore })
  parser.start('POST')
  try {
    return parser.push(Buffer.from(text, 'latin1'))
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error
    return error
  }
}

const signature = `${'A'.repeat(27)}=`

const received = (part: Partial<ReceivedRequest>): ReceivedRequest => ({
  method: 'POST',
  target: '/voice',
  httpMajor: 1,
  httpMinor: 1,
  headers: [
    'Host',
    'a',
    'Content-Type',
    'application/x-www-form-urlencoded',
    'X-Twilio-Signature',
    signature,
  ],
  framing: 'length',
  remoteAddress: '127.0.0.1',
  isSecure: false,
  ...part,
})

const allowList = createAllowList(['/static/*', 'GET:/health', 'upgrade:/media'])
const judge = createJudge(sharedTokens(['token']))
const origin = forwardedOrigin(received({}), new URL('https://voice.example.com'), false)

/** Header fields of which each value, or each name, is the text. */
const fieldsOf = (text: string): readonly string[] => [
  'Host',
  text,
  'Connection',
  text,
  'X-Forwarded-For',
  text,
  'X-Forwarded-Host',
  text,
  'Transfer-Encoding',
  text,
  'Content-Type',
  text,
  'Keep-Alive',
  text,
  text,
  text,
]

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'an answer': readAnswer,
  'the head of an answer': (text) => readAnswer(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n`),
  'a field of an answer': (text) => readAnswer(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${text}\r\n\r\n`),
  'a body in chunks': (text) => readAnswer(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${text}`),
  'one answer after the other': (text) =>
    readAnswer(`HTTP/1.1 103 A\r\nX: ${text.slice(0, 9)}\r\n\r\n`.repeat(text.length / 30)),
  'a target': (text) => [
    unsignableHead(received({ target: `/${text}` })),
    allowList.allows('GET', `/${text}`),
    allowList.allowsUpgrade(`/static/${text}`),
    publicUrlOf(origin, new URL('https://voice.example.com'), `http://${text}`),
    pathClass(`/${text}`),
    namesCall(text),
  ],
  'header fields': (text) => {
    const request = received({ headers: fieldsOf(text), framing: 'chunked' })
    return [
      malformedHead(request),
      unsignableHead(request),
      recogniseHead('POST', '/', request.headers),
      forwardedHeaders(request.headers, forwardedOrigin(request, undefined, true), false),
      answerHeaders(request.headers, true, true),
    ]
  },
  'a body': (text) => unsignableBody(received({}), Buffer.from(text), 0),
  'a signed request': (text) =>
    requireSignature(judge, {
      method: 'POST',
      url: `https://voice.example.com/?${text}`,
      headers: received({}).headers,
      body: Buffer.from(text),
    }),
  'bytes that are no request': (text) =>
    clientErrorAnswer(
      Object.assign(new Error(text), { code: 'HPE', rawPacket: Buffer.from(text) }),
      new PassThrough(),
    ),
  'a rule of --allow': problemOfAllowRule,
}

test.each(Object.entries(readers))('the work grows as the input does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
