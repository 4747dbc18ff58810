import type { Writable } from 'node:stream'

/** Writes lines to a stream whose reader may be slow, stand still or be gone, without ever waiting for it. */
export interface LineWriter {
  /** Writes a line, keeps it until there is room, or drops it. Never throws and never waits. */
  write(line: string): void
  /** How many lines were dropped so far. */
  readonly dropped: number
  /** Whether the reader stands still: the stream still holds lines that it has not taken. */
  readonly isBlocked: boolean
  /** Waits until everything is written, for `ms` milliseconds at most; what is left is dropped. Resolves to `dropped`. */
  close(ms?: number): Promise<number>
}

/** Options of {@link createLineWriter}. */
export interface LineWriterOptions {
  /** How many bytes of lines may wait for the reader; further lines are dropped. Default: 1 MiB. */
  readonly limitBytes?: number
  /** Hears of dropped lines: when the reader goes on, and of those in between only the number. */
  readonly onDropped?: (lines: number) => void
  /** Hears, once, that the reader is gone. */
  readonly onGone?: () => void
}

/** The state of a line writer. */
interface Output {
  readonly stream: Writable
  readonly options: Required<LineWriterOptions>
  waiting: string[]
  waitingBytes: number
  /** Whether the stream has said that it takes no more for now. */
  isFull: boolean
  isGone: boolean
  dropped: number
  untold: number
  wake: (() => void) | undefined
  /** The end of the turn of the event loop in which the stream was written to. */
  turn: NodeJS.Immediate | undefined
}

/** A writer of lines. It hears the stream's errors itself: a reader that went away (`| head -n 1`) ends nothing. */
export function createLineWriter(stream: Writable, options: LineWriterOptions = {}): LineWriter {
  const { limitBytes = 1024 * 1024, onDropped = () => undefined, onGone = () => undefined } = options
  const output: Output = {
    stream,
    options: { limitBytes, onDropped, onGone },
    waiting: [],
    waitingBytes: 0,
    isFull: false,
    isGone: false,
    dropped: 0,
    untold: 0,
    wake: undefined,
    turn: undefined,
  }
  const gone = (): void => {
    if (!output.isGone) onGone()
    leave(output)
  }
  stream.on('error', gone)
  stream.on('close', gone)
  stream.on('drain', () => goOn(output))
  return {
    write: (line) => take(output, `${line}\n`),
    get dropped() {
      return output.dropped
    },
    get isBlocked() {
      return output.isFull && !stream.destroyed
    },
    close: (ms = 1000) => close(output, ms),
  }
}

/**
 * The first line of a turn of the event loop is written at once. Those that follow are written together, as often as they fill
 * the stream's buffer and when the turn is over: each write to a file or a pipe is a system call.
 */
function take(output: Output, line: string): void {
  if (output.isGone) return drop(output, 1)
  if (!output.isFull && output.turn !== undefined) makeRoom(output, line.length)
  if (!output.isFull && output.turn === undefined) {
    output.turn = setImmediate(endTurn, output)
    output.isFull = !output.stream.write(line)
  } else if (output.waitingBytes + line.length > output.options.limitBytes) drop(output, 1)
  else {
    output.waiting.push(line)
    output.waitingBytes += line.length
  }
}

/** Writes what waits when it would become more than the stream takes together with one more line. */
function makeRoom(output: Output, bytes: number): void {
  const most = Math.min(output.stream.writableHighWaterMark, output.options.limitBytes)
  if (output.waitingBytes + bytes >= most) writeWaiting(output)
}

function endTurn(output: Output): void {
  output.turn = undefined
  if (!output.isFull && !output.isGone) writeWaiting(output)
}

function writeWaiting(output: Output): void {
  const text = output.waiting.join('')
  output.waiting = []
  output.waitingBytes = 0
  output.isFull = text !== '' && !output.stream.write(text)
}

function drop(output: Output, lines: number): void {
  output.dropped += lines
  output.untold += lines
}

/** The reader takes more. */
function goOn(output: Output): void {
  if (output.isGone) return
  writeWaiting(output)
  if (output.untold > 0) output.options.onDropped(output.untold)
  output.untold = 0
  if (!output.isFull) output.wake?.()
}

/** The reader is gone, and what waits with it. */
function leave(output: Output): void {
  if (output.isGone) return
  output.isGone = true
  drop(output, output.waiting.length)
  output.waiting = []
  output.waitingBytes = 0
  output.wake?.()
}

async function close(output: Output, ms: number): Promise<number> {
  if (!output.isFull && !output.isGone) writeWaiting(output)
  if (output.isFull && !output.isGone) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      output.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  if (output.isFull) leave(output)
  return output.dropped
}
