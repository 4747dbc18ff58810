import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ErrorAnswer } from './error-answer.ts'

const lingerMs = 2000

/** The body of an error answer. */
export function errorText(error: ErrorAnswer): string {
  const code = error.twilioCode === undefined ? '' : ` Twilio's debugger would show ${error.twilioCode}.`
  return `ringback: ${error.message}${code}\n`
}

/** Answers in the app's place. */
export function writeErrorAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  error: ErrorAnswer,
): void {
  const text = errorText(error)
  response.writeHead(error.status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  })
  response.write(text)
  endWhenRead(request, response)
}

/**
 * Ends an answer, but not before the request was read: closing a connection on which the client still sends
 * resets it, and the client might lose the answer.
 */
export function endWhenRead(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete || response.shouldKeepAlive || request.headers.expect !== undefined) {
    response.end()
    return
  }
  const timer = setTimeout(() => response.end(), lingerMs)
  request.once('end', () => {
    clearTimeout(timer)
    response.end()
  })
  response.once('close', () => clearTimeout(timer))
  request.resume()
}

/** Answers on a socket that has no `ServerResponse`, and ends it. */
export function endWithErrorAnswer(socket: Duplex, error: ErrorAnswer): void {
  socket.on('error', () => socket.destroy())
  socket.end(errorAnswerText(error, true))
}

/** An answer in the app's place as it goes over the wire. `isLast`: the connection ends with it. */
export function errorAnswerText(error: ErrorAnswer, isLast: boolean): string {
  const text = errorText(error)
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `Connection: ${isLast ? 'close' : 'keep-alive'}`,
    '',
    text,
  ].join('\r\n')
}
