import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Trouble } from './problems.ts'

const lingerMs = 2000

/** The text of an answer that the proxy gives itself. */
export function troubleText(trouble: Trouble): string {
  const code = trouble.twilioCode === undefined ? '' : ` Twilio's debugger would show ${trouble.twilioCode}.`
  return `ringback: ${trouble.message}${code}\n`
}

/** Answers in the app's place. */
export function answerTrouble(request: IncomingMessage, response: ServerResponse, trouble: Trouble): void {
  const text = troubleText(trouble)
  response.writeHead(trouble.status, {
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

/** The same answer as bytes, for a socket that has no `ServerResponse`. */
export function troubleBytes(trouble: Trouble): string {
  const text = troubleText(trouble)
  return [
    `HTTP/1.1 ${trouble.status} ${STATUS_CODES[trouble.status] ?? ''}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    '',
    text,
  ].join('\r\n')
}
