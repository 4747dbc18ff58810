import type { Socket } from 'node:net'
import type { ReceivedRequest } from '../received-request.ts'
import { plainAddress } from '../received-request.ts'
import { parsePlainRequest } from './parse-plain-request.ts'
import { SocketCaller } from '../callers/socket-caller.ts'

/** What becomes of the requests on a caller's connection. */
export interface PlainConnectionOptions {
  /** The longest head that is read here, in bytes. */
  readonly headBytes: number
  /** A whole request was read. */
  serve(received: ReceivedRequest, caller: SocketCaller): void
  /** What arrives on this connection is for Node's HTTP server, beginning with `bytes`. */
  handOver(socket: Socket, bytes: Buffer | undefined): void
  closed(connection: PlainConnection): void
  now(): number
}

/** A caller's connection, as long as nothing but plain requests arrive on it, one after the other. */
export class PlainConnection {
  readonly #socket: Socket
  readonly #options: PlainConnectionOptions
  place = -1
  #caller: SocketCaller | undefined
  /** What arrived before the answer to what came first was written. */
  #waiting: Buffer | undefined
  #lastTick: number
  #requests = 0
  #remoteAddress: string | undefined

  constructor(socket: Socket, options: PlainConnectionOptions) {
    this.#socket = socket
    this.#options = options
    this.#lastTick = options.now()
    socket.on('data', this.#read)
    socket.on('end', this.#end)
    socket.on('error', this.#error)
    socket.on('close', this.#close)
    socket.on('drain', this.#drain)
  }

  /** Whether it waits for a request, and since when. */
  get isIdle(): boolean {
    return this.#caller === undefined
  }

  get idleSince(): number {
    return this.#lastTick
  }

  get hasServed(): boolean {
    return this.#requests > 0
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Hands the connection to Node's HTTP server, which then waits for the rest of the request, or for any. */
  handOver(bytes?: Buffer): void {
    const socket = this.#socket
    socket.off('data', this.#read)
    socket.off('end', this.#end)
    socket.off('error', this.#error)
    socket.off('close', this.#close)
    socket.off('drain', this.#drain)
    socket.pause()
    this.#options.closed(this)
    this.#options.handOver(socket, bytes)
  }

  readonly #read = (bytes: Buffer): void => {
    if (this.#caller !== undefined) {
      this.#waiting = this.#waiting === undefined ? bytes : Buffer.concat([this.#waiting, bytes])
      this.#socket.pause()
      return
    }
    const request = parsePlainRequest(bytes, this.#options.headBytes)
    if (request === undefined) {
      this.handOver(bytes)
      return
    }
    const socket = this.#socket
    this.#requests += 1
    const caller = new SocketCaller(socket, bytes.subarray(request.bodyStart), request.keepAlive, this.#ended)
    this.#caller = caller
    this.#remoteAddress ??= plainAddress(socket.remoteAddress ?? 'unknown')
    this.#options.serve(
      {
        method: request.method,
        target: request.target,
        httpMajor: 1,
        httpMinor: 1,
        headers: request.headers,
        framing: request.framing,
        remoteAddress: this.#remoteAddress,
        isSecure: false,
      },
      caller,
    )
  }

  readonly #ended = (isLast: boolean): void => {
    this.#caller = undefined
    this.#lastTick = this.#options.now()
    const socket = this.#socket
    if (isLast) {
      // As Node's HTTP server closes: nothing more is waited for.
      socket.destroySoon()
      return
    }
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    socket.resume()
    this.#read(waiting)
  }

  readonly #end = (): void => {
    // Ending twice makes an error with a stack, though nobody asked for it.
    if (!this.#socket.writableEnded) this.#socket.end()
  }

  readonly #error = (): void => {
    this.#socket.destroy()
  }

  readonly #drain = (): void => {
    this.#caller?.drained()
  }

  readonly #close = (): void => {
    this.#options.closed(this)
    this.#caller?.closed()
  }
}
