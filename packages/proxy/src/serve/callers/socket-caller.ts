import type { Socket } from 'node:net'
import type { AnswerHead, RawHeaders } from '../../forward/forwarder.ts'
import { flushLater, type Flushable } from '../../flush-later.ts'
import { countOf, linesOf } from '../../forward/raw-headers.ts'
import { answerHeadText } from './answer-head-text.ts'
import type { Caller, CallerListener } from './caller.ts'
import type { ErrorAnswer } from '../error-answer.ts'
import { answerHeaders } from '../forwarded-headers.ts'
import { errorAnswerText } from '../write-error-answer.ts'

/** Answers up to this size are written together with their head, as one text. */
const smallBytes = 8192

/**
 * A caller whose whole request was read from its socket without Node's HTTP server, and whose answer is written in the same
 * way. A class, because there is one for every request.
 */
export class SocketCaller implements Caller, Flushable {
  readonly #socket: Socket
  readonly #body: Buffer
  /** Called once, when the answer is written to its end; `isLast`: nothing may follow it on the connection. */
  readonly #ended: (isLast: boolean) => void
  #listener: CallerListener | undefined
  /** What is written at the end of this turn of the event loop, in latin1. */
  #held = ''
  /** Whether the whole answer was handed over. */
  #isWhole = false
  #isWaiting = false
  #isLast: boolean
  #framing: AnswerHead['framing'] = 'none'
  #begun = false
  #written = false
  #isOver = false
  #ownStatus: number | null = null

  constructor(socket: Socket, body: Buffer, keepAlive: boolean, ended: (isLast: boolean) => void) {
    this.#socket = socket
    this.#body = body
    this.#isLast = !keepAlive
    this.#ended = ended
  }

  listen(listener: CallerListener): void {
    this.#listener = listener
  }

  readBody(): void {
    const listener = this.#listener
    if (this.#body.length > 0) listener?.body(this.#body)
    listener?.bodyEnd([])
  }

  /** The request is whole: there is nothing to wait with. */
  pauseBody(): void {}

  resumeBody(): void {}

  /** A plain request expects no `100 Continue`. */
  sendContinue(): void {}

  informational(head: AnswerHead): boolean {
    return this.#socket.write(answerHeadText(head, head.headers), 'latin1')
  }

  head(head: AnswerHead, isLast: boolean): void {
    const { framing } = head
    if (isLast) this.#isLast = true
    this.#begun = true
    this.#framing = framing
    const headers = answerHeaders(head.headers, this.#isLast, true)
    const saysLast = this.#isLast && countOf(headers, 'connection') === 0
    this.#hold(answerHeadText(head, saysLast ? [...headers, 'Connection', 'close'] : headers))
    // Without a length or chunks, the end of the connection is the end of the body.
    if (framing === 'close') this.#isLast = true
  }

  data(chunk: Buffer): boolean {
    if (chunk.length === 0) return true
    const isChunked = this.#framing === 'chunked'
    const before = isChunked ? `${chunk.length.toString(16)}\r\n` : ''
    const after = isChunked ? '\r\n' : ''
    const socket = this.#socket
    if (chunk.length <= smallBytes && this.#held.length <= smallBytes) {
      this.#hold(`${before}${chunk.toString('latin1')}${after}`)
      return !socket.writableNeedDrain
    }
    socket.cork()
    this.#held += before
    this.#write()
    const goesOn = socket.write(chunk)
    this.#held = after
    this.#write()
    socket.uncork()
    return goesOn
  }

  end(trailers: RawHeaders): void {
    this.#isWhole = true
    this.#hold(this.#framing === 'chunked' ? `0\r\n${linesOf(trailers)}\r\n` : '')
  }

  fail(error: ErrorAnswer): void {
    if (this.#isOver || this.#socket.destroyed) return
    if (this.#begun) {
      this.#socket.destroy()
      return
    }
    this.#begun = true
    this.#ownStatus = error.status
    this.#isWhole = true
    this.#hold(Buffer.from(errorAnswerText(error, this.#isLast)).toString('latin1'))
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** The connection was closed. */
  closed(): void {
    this.#settle()
  }

  drained(): void {
    if (!this.#isOver) this.#listener?.drain()
  }

  get answerBegun(): boolean {
    return this.#begun
  }

  get answerWritten(): boolean {
    return this.#written
  }

  get ownStatus(): number | null {
    return this.#ownStatus
  }

  get bodyRead(): boolean {
    return true
  }

  /** Bytes that were written but wait to be sent do not count as read. */
  get progress(): number {
    const { bytesRead, bytesWritten, writableLength } = this.#socket
    return bytesRead + bytesWritten - writableLength
  }

  get isBlocked(): boolean {
    return this.#socket.writableNeedDrain
  }

  /** Writes what is held. */
  flush(): void {
    this.#isWaiting = false
    this.#write()
    if (this.#isWhole) this.#finish()
  }

  #hold(text: string): void {
    this.#held += text
    if (this.#isWaiting) return
    this.#isWaiting = true
    flushLater(this)
  }

  #write(): void {
    const text = this.#held
    if (text === '') return
    this.#held = ''
    this.#socket.write(text, 'latin1')
  }

  /** All of the answer was written; it is over when the system has it. */
  #finish(): void {
    const socket = this.#socket
    if (socket.writableLength === 0 && !socket.destroyed) this.#over()
    else socket.write('', () => this.#over())
  }

  #over(): void {
    if (this.#isOver) return
    this.#written = !this.#socket.destroyed
    this.#settle()
    this.#ended(this.#isLast)
  }

  #settle(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#listener?.close()
  }
}
