import { Buffer } from 'node:buffer'
import { Duplex } from 'node:stream'

/** Receives the data of a `MemorySocket`. */
export interface SocketSink {
  readonly write: (chunk: Uint8Array, taken: () => void) => void
  readonly end: () => void
  readonly destroyed: () => void
}

/**
 * The app's side of a connection without a network: what Node's `ServerResponse` writes goes to the sink. Has
 * backpressure: the next write waits until the sink has taken the last one.
 */
export class MemorySocket extends Duplex {
  readonly remoteAddress = '127.0.0.1'
  readonly remoteFamily = 'IPv4'
  readonly remotePort = 0
  readonly localAddress = '127.0.0.1'
  readonly localPort = 0
  readonly encrypted: boolean
  readonly #sink: SocketSink

  constructor(encrypted: boolean, sink: SocketSink) {
    super()
    this.encrypted = encrypted
    this.#sink = sink
  }

  setTimeout(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: unknown, encoding: BufferEncoding, done: () => void): void {
    this.#sink.write(bytesOf(chunk, encoding), done)
  }

  /** What was written while the stream was corked, as `ServerResponse` writes an answer, arrives in one piece. */
  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], done: () => void): void {
    this.#sink.write(Buffer.concat(chunks.map(({ chunk, encoding }) => bytesOf(chunk, encoding))), done)
  }

  override _final(done: () => void): void {
    this.#sink.end()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#sink.destroyed()
    done(error)
  }
}

/** A stream in byte mode gets text or bytes. */
function bytesOf(chunk: unknown, encoding: BufferEncoding): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : (chunk as Uint8Array)
}
