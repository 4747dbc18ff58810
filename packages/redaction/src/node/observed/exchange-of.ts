import { isAscii } from 'node:buffer'
import { kindOf, parameter, valueOf } from '@ringback/catalog'
import { headerPairs } from '@ringback/common'
import { bodyOf, parametersOf, type Body, type Exchange } from '@ringback/recording'
import type { ObservedBody, ObservedExchange } from './observed-exchange.ts'
import { unpacked } from './unpacked.ts'

/** Reads and classifies what was seen on the wire. What is private in it is still there. */
export function exchangeOf(observed: ObservedExchange): Exchange {
  const { method, headers, answer } = observed
  // A malformed Host makes a URL that nobody can read, and that no recording may hold.
  const url = URL.canParse(observed.url) ? observed.url : 'http://malformed.invalid/'
  const request = { method, url, headers: headerPairs(headers), body: recordedBody(observed.body) }
  const parameters = parametersOf(request)
  return {
    id: observed.id,
    kind: kindOf({ method, url, parameters }),
    callSid: filled(valueOf(parameters, parameter.CallSid)),
    parentCallSid: filled(valueOf(parameters, parameter.ParentCallSid)),
    startedAt: new Date(observed.startedAt).toISOString(),
    durationMs: Math.round(observed.durationMs * 1000) / 1000,
    request,
    response:
      answer === null
        ? null
        : { status: answer.status, headers: headerPairs(answer.headers), body: answerBody(answer) },
    signature: observed.signature,
    ...(observed.signatureCause && { signatureCause: observed.signatureCause }),
    problem: observed.problem,
    provenance: observed.provenance,
  }
}

function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value
}

/** As the caller of the proxy would read it: Twilio unpacks what is packed. */
function answerBody({ headers, body }: NonNullable<ObservedExchange['answer']>): Body {
  if (body.truncated) return recordedBody(body)
  const coding = headerPairs(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
  return textOrBytes(unpacked(asBuffer(body.bytes), coding, maxUnpackedBytes))
}

/** No answer that Twilio takes is larger by far. */
const maxUnpackedBytes = 1024 * 1024

function recordedBody({ bytes, truncated }: ObservedBody): Body {
  return truncated ? bodyOf(bytes, bytes.length) : textOrBytes(asBuffer(bytes))
}

// A form is ASCII, and so is most TwiML.
function textOrBytes(bytes: Buffer): Body {
  return isAscii(bytes) ? { text: bytes.toString('latin1') } : bodyOf(bytes)
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
