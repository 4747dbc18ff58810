import { Buffer } from 'node:buffer'
import { connect, type Socket } from 'node:net'
import type { Members } from '@ringback/common'
import { addressOf } from '../address-of.ts'
import type { TransportRequest, TransportResponse } from '../transport.ts'
import { failureOf, TransportFailure } from '../transport-failure.ts'
import { WholeBody } from '../whole-body.ts'
import { readByNode } from './node-request.ts'
import { ReplayedConnection, type ConnectionEvent } from './replayed-connection.ts'
import type { UnderWay } from './under-way.ts'
import { wholeAnswerIn } from './whole-answer.ts'

/** An answer that comes in more pieces, or is longer, is read by Node's client, which keeps no more than it has to. */
const mostPieces = 8
const mostBytes = 64 * 1024

/**
 * Sends bytes on a connection of their own. What comes back is collected while it may become a complete answer of the plainest
 * form; if anything else happens, Node's HTTP client reads all that came, and what still comes.
 */
export function sendPlain(
  request: TransportRequest,
  bytes: Buffer,
  underWay: Members<UnderWay>,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    new PlainExchange(request, { underWay, resolve, reject }).send(bytes)
  })
}

interface Surroundings {
  readonly underWay: Members<UnderWay>
  readonly resolve: (response: TransportResponse | Promise<TransportResponse>) => void
  readonly reject: (failure: TransportFailure) => void
}

/** A request and its answer. A class, since closures for each of them would be a good part of the work. */
class PlainExchange implements UnderWay {
  place = -1
  readonly #request: TransportRequest
  readonly #around: Surroundings
  readonly #socket: Socket
  readonly #connectTimer: NodeJS.Timeout
  /** What came of the answer. */
  readonly #pieces: Buffer[] = []
  #size = 0
  #isConnected = false
  /** The answer came, or the failure is known. */
  #isOver = false
  /** What Node's client reads from, once it does. */
  #replayed: ReplayedConnection | undefined

  constructor(request: TransportRequest, around: Surroundings) {
    this.#request = request
    this.#around = around
    this.#socket = open(request.origin)
    const { connectTimeoutMs } = request
    this.#connectTimer = setTimeout(() => {
      this.#fail(new TransportFailure('connect-timeout', `no connection within ${connectTimeoutMs} ms`))
    }, connectTimeoutMs)
  }

  send(bytes: Buffer): void {
    const { signal } = this.#request
    this.#around.underWay.add(this)
    signal.addEventListener('abort', this)
    this.#socket.on('connect', () => this.#connected(bytes))
    this.#socket.on('data', (piece: Buffer) => this.#take(piece))
    this.#socket.on('end', () => this.#leaveToNode('end'))
    this.#socket.on('error', (error) => {
      if (this.#isConnected) this.#leaveToNode(error)
      else this.#fail(error)
    })
    this.#socket.on('close', () => {
      this.#around.underWay.delete(this)
      signal.removeEventListener('abort', this)
    })
    if (signal.aborted) this.handleEvent()
  }

  /** The signal was aborted. */
  handleEvent(): void {
    this.interrupt(new TransportFailure('aborted', 'the request was aborted'))
  }

  interrupt(failure: TransportFailure): void {
    if (this.#pieces.length === 0) this.#fail(failure)
    else this.#leaveToNode(failure)
  }

  #connected(bytes: Buffer): void {
    const { readTimeoutMs } = this.#request
    this.#isConnected = true
    clearTimeout(this.#connectTimer)
    this.#socket.setTimeout(readTimeoutMs, () => {
      this.interrupt(new TransportFailure('no-answer-in-time', `no data within ${readTimeoutMs} ms`))
    })
    this.#socket.write(bytes)
  }

  #take(piece: Buffer): void {
    if (this.#replayed !== undefined) return this.#replayed.happen(piece)
    this.#pieces.push(piece)
    this.#size += piece.length
    const answer = wholeAnswerIn(this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces))
    const isTooMuch = this.#size > mostBytes || this.#pieces.length >= mostPieces
    if (answer === 'incomplete' && !isTooMuch) return undefined
    if (typeof answer === 'string') return this.#leaveToNode()
    this.#isOver = true
    this.#socket.destroy()
    const { status, headers, body } = answer
    return this.#around.resolve({ status, headers, body: new WholeBody(body) })
  }

  #fail(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#connectTimer)
    this.#socket.destroy()
    this.#around.reject(failureOf(error, this.#isConnected ? 'answer' : 'connect'))
  }

  /** Node's client reads what came, and then learns what happened now. */
  #leaveToNode(event?: ConnectionEvent): void {
    if (this.#isOver) return
    if (this.#replayed === undefined) {
      this.#replayed = new ReplayedConnection(this.#socket, this.#pieces)
      const { response, interrupt } = readByNode(this.#request, this.#replayed)
      this.#replayed.onInterruption(interrupt)
      this.#around.resolve(response)
    }
    if (event !== undefined) this.#replayed.happen(event)
  }
}

/** Connects to the host of an origin. */
function open(origin: string): Socket {
  const { hostname, port } = addressOf(origin)
  return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port) })
}
