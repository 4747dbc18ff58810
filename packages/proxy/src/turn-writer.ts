import type { Socket } from 'node:net'

/** Up to this size a piece is written as text, together with what is held. */
const smallBytes = 8192

let waiting: TurnWriter[] = []

/**
 * Writes to a socket at the end of this turn of the event loop, after all that has arrived was read. What is written then leaves
 * together: the other side is woken once for all of it, and not for every request. A class, because there is one for every request.
 */
export class TurnWriter {
  readonly #socket: Socket
  /** Called each time after what was held was written at the end of a turn. */
  readonly #flushed: (() => void) | undefined
  /** In latin1. */
  #held = ''
  #isWaiting = false

  constructor(socket: Socket, flushed?: () => void) {
    this.#socket = socket
    this.#flushed = flushed
  }

  /** Adds text, in latin1, to what is written at the end of this turn. */
  hold(text: string): void {
    this.#held += text
    if (this.#isWaiting) return
    this.#isWaiting = true
    if (waiting.length === 0) setImmediate(flushAll)
    waiting.push(this)
  }

  /** Writes a piece of a body: as a chunk, if `isChunk`. A large one is written now, after what is held. False: wait for `drain`. */
  piece(bytes: Buffer, isChunk: boolean): boolean {
    const socket = this.#socket
    const before = isChunk ? `${bytes.length.toString(16)}\r\n` : ''
    const after = isChunk ? '\r\n' : ''
    if (bytes.length <= smallBytes && this.#held.length <= smallBytes) {
      this.hold(`${before}${bytes.toString('latin1')}${after}`)
      return !socket.writableNeedDrain
    }
    socket.cork()
    this.#held += before
    this.#write()
    const goesOn = socket.write(bytes)
    this.#held = after
    this.#write()
    socket.uncork()
    return goesOn
  }

  /** Writes what is held. */
  flush(): void {
    this.#isWaiting = false
    this.#write()
    this.#flushed?.()
  }

  #write(): void {
    const text = this.#held
    if (text === '') return
    this.#held = ''
    this.#socket.write(text, 'latin1')
  }
}

function flushAll(): void {
  const writers = waiting
  waiting = []
  for (const writer of writers) writer.flush()
}
