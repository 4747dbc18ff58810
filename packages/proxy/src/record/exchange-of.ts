import { isAscii } from 'node:buffer'
import { kindOf, parameter, valueOf } from '@ringback/catalog'
import { bodyOf, parametersOf, type Body, type Exchange, type SignatureVerdict } from '@ringback/recording'
import { pairsOf, rawValueOf } from '../forward/raw-headers.ts'
import type { SignedRequest } from '../serve/context.ts'
import { version } from '../version.ts'
import type { BodyTee } from './body-tee.ts'
import type { Observed } from './observed.ts'
import { unpacked } from './unpacked.ts'

/** Reads, classifies and judges what was seen on the wire. */
export function exchangeOf(
  observed: Observed,
  judge: (request: SignedRequest) => SignatureVerdict,
): Exchange {
  const { id, method, url, headers, answer, problem } = observed
  const body = observed.body.bytes()
  const request = { method, url, headers: pairsOf(headers), body: recordedBody(observed.body) }
  const parameters = parametersOf(request)
  return {
    id,
    kind: kindOf({ method, url, parameters }),
    callSid: filled(valueOf(parameters, parameter.CallSid)),
    parentCallSid: filled(valueOf(parameters, parameter.ParentCallSid)),
    startedAt: new Date(observed.startedAt).toISOString(),
    durationMs: Math.round(observed.durationMs * 1000) / 1000,
    request,
    response:
      answer === null
        ? null
        : { status: answer.status, headers: pairsOf(answer.headers), body: answerBody(answer) },
    signature: observed.verdict ?? judge({ method, url, headers, body }),
    problem,
    provenance: { recorder: 'proxy', version },
  }
}

function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value
}

/** As the caller of the proxy would read it: Twilio unpacks what is packed. */
function answerBody({ headers, body }: NonNullable<Observed['answer']>): Body {
  if (body.truncated) return recordedBody(body)
  return textOrBytes(unpacked(body.bytes(), rawValueOf(headers, 'content-encoding'), maxUnpackedBytes))
}

/** No answer that Twilio takes is larger by far. */
const maxUnpackedBytes = 1024 * 1024

function recordedBody(tee: BodyTee): Body {
  const bytes = tee.bytes()
  return tee.truncated ? bodyOf(bytes, bytes.length) : textOrBytes(bytes)
}

// A form is ASCII, and so is most TwiML.
function textOrBytes(bytes: Buffer): Body {
  return isAscii(bytes) ? { text: bytes.toString('latin1') } : bodyOf(bytes)
}
