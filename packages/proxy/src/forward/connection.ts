import { createAnswerParser } from './answer-parser.ts'
import { connectTo, type UpstreamTls } from './connect.ts'
import type { AnswerHead, AnswerSink, ForwardFailure, ForwardRequest, RawHeaders } from './forwarder.ts'
import { MalformedAnswer } from './malformed-answer.ts'
import { rawValueOf } from './raw-headers.ts'
import { requestHead } from './request-head.ts'

export interface ConnectionOptions {
  readonly upstream: URL
  readonly tls: UpstreamTls
  readonly connectTimeoutMs: number
  readonly idleMs: number
  /** The connection has carried an exchange to its end and can carry another. */
  onIdle(connection: Connection): void
  onClose(connection: Connection): void
}

/** One connection to the app, which carries one exchange at a time. */
export interface Connection {
  /** True once it has carried an exchange: the app may close it at any moment. */
  readonly reused: boolean
  usable(): boolean
  begin(request: ForwardRequest, sink: AnswerSink): void
  write(chunk: Buffer): boolean
  end(trailers: RawHeaders): void
  answerBegun(): boolean
  /** Reads on, if the connection still carries this sink's exchange. */
  resume(sink: AnswerSink): void
  /** Tears the connection down if it still carries this sink's exchange, which hears nothing more. */
  abandon(sink: AnswerSink): void
  destroy(): void
}

/** Opens a connection; requests may be written at once. */
export function openConnection(options: ConnectionOptions): Connection {
  const socket = connectTo(options.upstream, options.tls)
  const connected = options.upstream.protocol === 'https:' ? 'secureConnect' : 'connect'
  let ready = false
  let sink: AnswerSink | undefined
  let owner: AnswerSink | undefined
  let chunked = false
  let requestEnded = false
  let persistent = true
  let headSeen = false
  let expiresAt = Number.POSITIVE_INFINITY
  let idleMs = options.idleMs
  let reused = false
  let corked = false
  let lastError: NodeJS.ErrnoException | undefined

  const parser = createAnswerParser({
    informational: (head) => sink?.informational(head),
    head(head) {
      headSeen = true
      persistent = isPersistent(head)
      idleMs = idleTimeOf(head, options.idleMs)
      sink?.head(head)
    },
    data(chunk) {
      if (sink?.data(chunk) === false) socket.pause()
    },
    end(trailers) {
      const ended = sink
      sink = undefined
      ended?.end(trailers)
    },
  })

  const fail = (failure: ForwardFailure): void => {
    const failed = sink
    sink = undefined
    socket.destroy()
    failed?.fail(failure)
  }

  const settle = (leftOver: number): void => {
    if (sink !== undefined) return
    if (!persistent || !requestEnded || leftOver > 0) {
      socket.destroy()
      return
    }
    if (owner === undefined) return
    owner = undefined
    reused = true
    expiresAt = performance.now() + idleMs
    socket.resume()
    options.onIdle(connection)
  }

  const flush = (): void => {
    if (!corked) return
    corked = false
    socket.uncork()
  }

  /** Head and body usually arrive together: let them leave together as well, in one write. */
  const hold = (): void => {
    if (corked) return
    corked = true
    socket.cork()
    setImmediate(flush)
  }

  const connectTimer = setTimeout(() => {
    lastError = Object.assign(new Error('The app did not accept the connection in time.'), {
      code: 'ETIMEDOUT',
    })
    socket.destroy()
  }, options.connectTimeoutMs)

  socket.on(connected, () => {
    ready = true
    clearTimeout(connectTimer)
  })
  socket.on('data', (chunk) => {
    if (sink === undefined) {
      // Bytes that nobody asked for: what follows on this connection cannot be trusted.
      socket.destroy()
      return
    }
    try {
      settle(parser.push(chunk))
    } catch (error) {
      if (!(error instanceof MalformedAnswer)) throw error
      fail({ stage: 'malformed', message: error.message })
    }
  })
  socket.on('drain', () => sink?.drain())
  socket.on('error', (error) => {
    lastError = error
  })
  socket.on('end', () => {
    if (lastError === undefined && sink !== undefined && parser.finish()) socket.destroy()
  })
  socket.on('close', () => {
    clearTimeout(connectTimer)
    options.onClose(connection)
    const code = lastError?.code
    const withCode = code === undefined ? {} : { code }
    if (!ready)
      fail({ stage: 'connect', message: messageOf(lastError, 'The connection closed.'), ...withCode })
    else if (headSeen)
      fail({ stage: 'cut-short', message: 'The app closed in the middle of its answer.', ...withCode })
    else
      fail({
        stage: 'no-answer-head',
        message: 'The app closed the connection without answering.',
        ...withCode,
      })
  })

  const connection: Connection = {
    get reused() {
      return reused
    },
    usable: () => !socket.destroyed && socket.readyState === 'open' && performance.now() < expiresAt,
    begin(request, forSink) {
      sink = forSink
      owner = forSink
      chunked = request.framing === 'chunked'
      requestEnded = request.framing === 'none'
      persistent = true
      headSeen = false
      expiresAt = Number.POSITIVE_INFINITY
      parser.start(request.method)
      hold()
      socket.write(requestHead(request), 'latin1')
    },
    write(chunk) {
      if (owner === undefined || socket.destroyed) return true
      hold()
      if (!chunked) return socket.write(chunk)
      socket.write(`${chunk.length.toString(16)}\r\n`, 'latin1')
      socket.write(chunk)
      return socket.write('\r\n', 'latin1')
    },
    end(trailers) {
      if (owner === undefined || socket.destroyed) return
      requestEnded = true
      if (chunked) socket.write(lastChunk(trailers), 'latin1')
      flush()
      if (sink === undefined) settle(0)
    },
    answerBegun: () => parser.begun,
    resume(forSink) {
      if (owner === forSink) socket.resume()
    },
    abandon(forSink) {
      if (owner !== forSink) return
      sink = undefined
      socket.destroy()
    },
    destroy: () => socket.destroy(),
  }
  return connection
}

function lastChunk(trailers: RawHeaders): string {
  let text = '0\r\n'
  for (let index = 0; index < trailers.length; index += 2)
    text += `${trailers[index]}: ${trailers[index + 1]}\r\n`
  return `${text}\r\n`
}

function isPersistent(head: AnswerHead): boolean {
  if (head.framing === 'close') return false
  const connection = rawValueOf(head.headers, 'connection') ?? ''
  if (head.httpMinor === 0) return /(?:^|[ \t,])keep-alive(?:$|[ \t,])/i.test(connection)
  return !/(?:^|[ \t,])close(?:$|[ \t,])/i.test(connection)
}

/** The app may say how long it keeps an idle connection; leave a second for the way there. */
function idleTimeOf(head: AnswerHead, otherwise: number): number {
  const seconds = /(?:^|[ \t,])timeout=(\d{1,6})/i.exec(rawValueOf(head.headers, 'keep-alive') ?? '')?.[1]
  return seconds === undefined ? otherwise : Math.max(Number(seconds) * 1000 - 1000, 0)
}

function messageOf(error: NodeJS.ErrnoException | undefined, otherwise: string): string {
  return error === undefined || error.message === '' ? otherwise : error.message
}
