import type { Body, Exchange, ExchangeResponse, RedactionSummary, SignatureCause } from './exchange.ts'
import { printJson } from './print-json.ts'
import type { Recording } from './recording.ts'
import type { SocketFrame, SocketLog } from './socket/socket.ts'

/**
 * The recording as a file: JSON with two spaces, keys in a fixed order, one line for a header and for each parameter
 * of a form, so that a change shows as a change of one line.
 */
export function serializeRecording(recording: Recording): string {
  const { version, callSid, legs, exchanges } = recording
  return `${printJson({ version, callSid, legs, exchanges: exchanges.map(exchangeRow) })}\n`
}

function exchangeRow(exchange: Exchange): object {
  const { id, kind, callSid, parentCallSid, startedAt, durationMs, request, response } = exchange
  const { signature, signatureCause, problem, provenance, socket, redaction } = exchange
  const { method, url, headers, body } = request
  return {
    id,
    kind,
    callSid,
    parentCallSid,
    startedAt,
    durationMs,
    request: { method, url, headers, body: bodyRow(body, true) },
    response: response && responseRow(response),
    signature,
    ...(signatureCause && { signatureCause: causeRow(signatureCause) }),
    problem: problem && {
      code: problem.code,
      message: problem.message,
      ...(problem.twilioCode !== undefined && { twilioCode: problem.twilioCode }),
    },
    provenance: {
      recorder: provenance.recorder,
      version: provenance.version,
      ...(provenance.source !== undefined && { source: provenance.source }),
    },
    ...(socket && { socket: socketRow(socket) }),
    ...(redaction && { redaction: serializedRedaction(redaction) }),
  }
}

function socketRow({ protocol, sid, frames, leftOut, speech, ...end }: SocketLog): object {
  const { closedBy, closeCode, closeReason } = end
  return {
    protocol,
    sid,
    frames: frames.map(frameRow),
    leftOut,
    speech: speech.map(({ by, atMs, untilMs, text }) => ({ by, atMs, untilMs, text })),
    closedBy,
    closeCode,
    closeReason,
  }
}

function frameRow(frame: SocketFrame): object {
  const { from, atMs, untilMs, count } = frame
  const times = { from, atMs, untilMs, count }
  if ('text' in frame) return { ...times, text: frame.text }
  const { audioBytes, track, hasSound } = frame
  return { ...times, audioBytes, track, hasSound }
}

function causeRow({ codes, message, publicUrl, change }: SignatureCause): object {
  return {
    codes,
    message,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(change !== undefined && { change }),
  }
}

function serializedRedaction(summary: RedactionSummary): object {
  const { keyId, replaced, withPseudonyms, answerToPseudonyms } = summary
  return {
    keyId,
    replaced,
    ...(withPseudonyms !== undefined && { withPseudonyms }),
    ...(answerToPseudonyms && { answerToPseudonyms: responseRow(answerToPseudonyms) }),
  }
}

function responseRow({ status, headers, body }: ExchangeResponse): object {
  return { status, headers, body: bodyRow(body, false) }
}

function bodyRow(body: Body, isRequest: boolean): object {
  const cut = body.truncatedAt === undefined ? {} : { truncatedAt: body.truncatedAt }
  if ('base64' in body) return { base64: body.base64, ...cut }
  const { text } = body
  // Joined by `&` and by line feeds these are the exact text again.
  if (text.includes('\n')) return { lines: text.split('\n'), ...cut }
  if (isRequest && text.includes('&') && /^[\w.%+*-]+=/.test(text)) return { form: text.split('&'), ...cut }
  return { text, ...cut }
}
