import { headerPairs } from '@ringback/common'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnswerHead, RawHeaders } from '../../forward/forwarder.ts'
import type { Caller, CallerListener } from './caller.ts'
import type { ErrorAnswer } from '../error-answer.ts'
import { answerHeadText } from './answer-head-text.ts'
import { answerHeaders } from '../forwarded-headers.ts'
import { endWhenRead, writeErrorAnswer } from '../write-error-answer.ts'

const noop = (): void => undefined

/**
 * A caller that Node's HTTP server has read a request from. A class, because there is one for every request: as functions
 * of its own it would cost a twentieth of the proxy's rate.
 */
export class NodeCaller implements Caller {
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #listener: CallerListener | undefined
  #isWaiting = false
  #ownStatus: number | null = null

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request
    this.#response = response
  }

  listen(listener: CallerListener): void {
    this.#listener = listener
    this.#request.on('error', noop)
    this.#response.on('error', noop)
    this.#response.on('close', () => listener.close())
    this.#response.on('drain', () => listener.drain())
  }

  readBody(): void {
    const request = this.#request
    request.on('data', (chunk: Buffer) => this.#listener?.body(chunk))
    request.on('end', () => this.#listener?.bodyEnd(request.rawTrailers))
  }

  pauseBody(): void {
    this.#request.pause()
  }

  resumeBody(): void {
    this.#request.resume()
  }

  sendContinue(): void {
    if (this.#request.headers.expect !== undefined) this.#response.writeContinue()
  }

  informational(head: AnswerHead): boolean {
    if (head.status === 100) this.#response.writeContinue()
    else writeInformational(this.#request, this.#response, head)
    const { socket } = this.#response
    if (socket?.writableNeedDrain !== true) return true
    // The response tells of a drain only when it was its own write that was held up.
    if (!this.#isWaiting) {
      socket.once('drain', () => {
        this.#isWaiting = false
        this.#listener?.drain()
      })
    }
    this.#isWaiting = true
    return false
  }

  head(head: AnswerHead, isLast: boolean): void {
    writeHead(this.#request, this.#response, head, isLast)
  }

  data(chunk: Buffer): boolean {
    return this.#response.write(chunk)
  }

  end(trailers: RawHeaders): void {
    if (trailers.length > 0) this.#response.addTrailers(headerPairs(trailers))
    endWhenRead(this.#request, this.#response)
  }

  fail(error: ErrorAnswer): void {
    const response = this.#response
    this.#request.resume()
    if (response.destroyed || response.writableEnded) return
    if (response.headersSent) {
      response.destroy()
      return
    }
    this.#ownStatus = error.status
    writeErrorAnswer(this.#request, response, error)
  }

  destroy(): void {
    this.#response.destroy()
  }

  get answerBegun(): boolean {
    return this.#response.headersSent
  }

  get answerWritten(): boolean {
    return this.#response.writableFinished
  }

  get ownStatus(): number | null {
    return this.#ownStatus
  }

  get bodyRead(): boolean {
    return this.#request.complete
  }

  /** Bytes that were written but wait to be sent do not count as read. */
  get progress(): number {
    const { bytesRead, bytesWritten, writableLength } = this.#request.socket
    return bytesRead + bytesWritten - writableLength
  }

  get isBlocked(): boolean {
    return this.#response.writableNeedDrain || this.#response.socket?.writableNeedDrain === true
  }
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
  response.socket.write(answerHeadText(head, head.headers), 'latin1')
}
