import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnswerHead } from '../forward/forwarder.ts'
import { pairsOf } from '../forward/raw-headers.ts'
import type { Caller, CallerListener } from './caller.ts'
import type { ErrorAnswer } from './error-answer.ts'
import { answerHeaders } from './forwarded-headers.ts'
import { endWhenRead, writeErrorAnswer } from './write-error-answer.ts'

const noop = (): void => undefined

/** A caller that Node's HTTP server has read a request from. */
export function createNodeCaller(request: IncomingMessage, response: ServerResponse): Caller {
  let heard: CallerListener | undefined
  let isWaiting = false
  let ownStatus: number | null = null
  const drained = (): void => {
    isWaiting = false
    heard?.drain()
  }
  return {
    listen(listener) {
      heard = listener
      listenTo(request, response, listener)
    },
    readBody() {
      request.on('data', (chunk: Buffer) => heard?.body(chunk))
      request.on('end', () => heard?.bodyEnd(request.rawTrailers))
    },
    pauseBody: () => request.pause(),
    resumeBody: () => request.resume(),
    sendContinue() {
      if (request.headers.expect !== undefined) response.writeContinue()
    },
    informational(head) {
      if (head.status === 100) response.writeContinue()
      else writeInformational(request, response, head)
      const { socket } = response
      if (socket?.writableNeedDrain !== true) return true
      // `response` tells of a drain only when it was its own write that was held up.
      if (!isWaiting) socket.once('drain', drained)
      isWaiting = true
      return false
    },
    head: (head, isLast) => writeHead(request, response, head, isLast),
    data: (chunk) => response.write(chunk),
    end(trailers) {
      if (trailers.length > 0) response.addTrailers(pairsOf(trailers))
      endWhenRead(request, response)
    },
    fail(error) {
      if (failRequest(request, response, error)) ownStatus = error.status
    },
    destroy: () => response.destroy(),
    get answerBegun() {
      return response.headersSent
    },
    get answerWritten() {
      return response.writableFinished
    },
    get ownStatus() {
      return ownStatus
    },
    get bodyRead() {
      return request.complete
    },
    get isBlocked() {
      return response.writableNeedDrain || response.socket?.writableNeedDrain === true
    },
  }
}

/** Returns whether the error could be answered; an answer that has begun is cut instead. */
function failRequest(request: IncomingMessage, response: ServerResponse, error: ErrorAnswer): boolean {
  request.resume()
  if (response.destroyed || response.writableEnded) return false
  if (response.headersSent) {
    response.destroy()
    return false
  }
  writeErrorAnswer(request, response, error)
  return true
}

function listenTo(request: IncomingMessage, response: ServerResponse, listener: CallerListener): void {
  request.on('error', noop)
  response.on('error', noop)
  response.on('close', () => listener.close())
  response.on('drain', () => listener.drain())
}

function writeHead(
  request: IncomingMessage,
  response: ServerResponse,
  head: AnswerHead,
  isLast: boolean,
): void {
  const keepsChunks = request.httpVersionMinor > 0 && head.framing === 'chunked'
  if (isLast) response.shouldKeepAlive = false
  const last = !response.shouldKeepAlive
  response.sendDate = false
  if (!last) response.removeHeader('connection')
  if (!keepsChunks) response.removeHeader('transfer-encoding')
  response.writeHead(
    head.status,
    head.reason,
    // The types know header pairs and objects; Node also takes the flat list that it hands out itself.
    answerHeaders(head.headers, last, keepsChunks || head.framing === 'none') as string[],
  )
}

function writeInformational(request: IncomingMessage, response: ServerResponse, head: AnswerHead): void {
  if (request.httpVersionMinor === 0 || response.socket === null) return
  let text = `HTTP/1.1 ${head.status} ${head.reason}\r\n`
  for (const [name, value] of pairsOf(head.headers)) text += `${name}: ${value}\r\n`
  response.socket.write(`${text}\r\n`, 'latin1')
}
