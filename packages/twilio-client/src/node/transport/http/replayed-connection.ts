import { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import { TransportFailure } from '../transport-failure.ts'

/** What happened on a connection: bytes, its end, an error, or an interruption from this side (`TransportFailure`). */
export type ConnectionEvent = Buffer | 'end' | Error

/**
 * A connection on which an answer has begun, for somebody who is to read it from its beginning. What happened on it happens again,
 * each event in a turn of the event loop of its own as it was, and then goes on as it comes. What is written to it goes nowhere.
 */
export class ReplayedConnection extends Duplex {
  readonly #socket: Socket
  readonly #events: ConnectionEvent[]
  #isReplaying = true
  #interrupt: (failure: TransportFailure) => void = () => {}

  constructor(socket: Socket, pieces: readonly Buffer[]) {
    super({ allowHalfOpen: false })
    this.#socket = socket
    this.#events = [...pieces]
    setImmediate(this.#next)
  }

  /** Whom an interruption is passed to. */
  onInterruption(interrupt: (failure: TransportFailure) => void): void {
    this.#interrupt = interrupt
  }

  /** Something more has happened on the connection. */
  happen(event: ConnectionEvent): void {
    if (this.#isReplaying) this.#events.push(event)
    else this.#pass(event)
  }

  readonly #next = (): void => {
    const event = this.#events.shift()
    if (event !== undefined) this.#pass(event)
    this.#isReplaying = this.#events.length > 0
    if (this.#isReplaying) setImmediate(this.#next)
  }

  #pass(event: ConnectionEvent): void {
    if (event instanceof TransportFailure) this.#interrupt(event)
    else if (event === 'end') this.push(null)
    else if (event instanceof Error) this.destroy(event)
    else if (!this.push(event)) this.#socket.pause()
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(_chunk: unknown, _encoding: BufferEncoding, written: () => void): void {
    written()
  }

  override _destroy(error: Error | null, destroyed: (error: Error | null) => void): void {
    this.#socket.destroy()
    destroyed(error)
  }
}
