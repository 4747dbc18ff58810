import type { Socket } from 'node:net'
import type { AnswerHead, RawHeaders } from '../../forward/forwarder.ts'
import { lastChunk } from '../../forward/last-chunk.ts'
import { countOf } from '../../forward/raw-headers.ts'
import { TurnWriter } from '../../turn-writer.ts'
import { answerHeadText } from './answer-head-text.ts'
import type { Caller, CallerListener } from './caller.ts'
import type { ErrorAnswer } from '../error-answer.ts'
import { answerHeaders } from '../forwarded-headers.ts'
import { errorAnswerText } from '../write-error-answer.ts'

/**
 * A caller whose whole request was read from its socket without Node's HTTP server, and whose answer is written in the same
 * way. A class, because there is one for every request.
 */
export class SocketCaller implements Caller {
  readonly #socket: Socket
  readonly #body: Buffer
  readonly #writer: TurnWriter
  /** Called once, when the answer is written to its end; `isLast`: nothing may follow it on the connection. */
  readonly #ended: (isLast: boolean) => void
  #listener: CallerListener | undefined
  /** Whether the whole answer was handed over. */
  #isWhole = false
  #isLast: boolean
  #framing: AnswerHead['framing'] = 'none'
  #begun = false
  #written = false
  #isOver = false
  #ownStatus: number | null = null

  constructor(socket: Socket, body: Buffer, keepAlive: boolean, ended: (isLast: boolean) => void) {
    this.#socket = socket
    this.#body = body
    this.#writer = new TurnWriter(socket, () => {
      if (this.#isWhole) this.#finish()
    })
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
    this.#writer.hold(answerHeadText(head, saysLast ? [...headers, 'Connection', 'close'] : headers))
    // Without a length or chunks, the end of the connection is the end of the body.
    if (framing === 'close') this.#isLast = true
  }

  data(chunk: Buffer): boolean {
    if (chunk.length === 0) return true
    return this.#writer.piece(chunk, this.#framing === 'chunked')
  }

  end(trailers: RawHeaders): void {
    this.#isWhole = true
    this.#writer.hold(this.#framing === 'chunked' ? lastChunk(trailers) : '')
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
    this.#writer.hold(Buffer.from(errorAnswerText(error, this.#isLast)).toString('latin1'))
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
