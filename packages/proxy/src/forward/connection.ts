import type { Socket } from 'node:net'
import { failureReason } from '@ringback/catalog'
import { createAnswerParser, type AnswerParser } from './answer-parser.ts'
import { connectTo, type UpstreamTls } from './connect.ts'
import { connectFailure, connectTimeout } from './connect-failure.ts'
import type { AnswerHead, AnswerSink, ForwardFailure, ForwardRequest, RawHeaders } from './forwarder.ts'
import { MalformedAnswer } from './malformed-answer.ts'
import { idleTimeOf, isPersistent } from './persistence.ts'
import type { Member } from '@ringback/common'
import { lastChunk } from './last-chunk.ts'
import { requestHead } from './request-head.ts'
import { TurnWriter } from '../turn-writer.ts'

export interface ConnectionOptions {
  readonly upstream: URL
  readonly tls: UpstreamTls
  readonly connectTimeoutMs: number
  /** How long it may be idle when the app does not say. */
  readonly idleMs: number
  /** The connection has carried an exchange to its end and can carry another. */
  onIdle(connection: Connection): void
  onClose(connection: Connection): void
}

/** One connection to the app, which carries one exchange at a time. */
export interface Connection extends Member {
  /** Whether it is open, and the app has had no time to close it. */
  usable(): boolean
  /** How long it has been idle, in milliseconds. */
  idleFor(): number
  begin(request: ForwardRequest, sink: AnswerSink): void
  write(chunk: Buffer): boolean
  end(trailers: RawHeaders): void
  /** Reads on, if the connection still carries this sink's exchange. */
  resume(sink: AnswerSink): void
  /** Tears the connection down if it still carries this sink's exchange, which hears nothing more. */
  abandon(sink: AnswerSink): void
  destroy(): void
}

/** The state of a connection. */
interface Link {
  readonly options: ConnectionOptions
  readonly socket: Socket
  /** `tcp`: not connected; `tls`: the handshake is going on; `open`: requests can be sent. */
  stage: 'tcp' | 'tls' | 'open'
  /** Where the answer goes; undefined when it is complete or nobody wants it. */
  sink: AnswerSink | undefined
  /** The sink of the exchange that the connection carries, until both directions are done. */
  owner: AnswerSink | undefined
  chunked: boolean
  requestEnded: boolean
  /** Nothing is read until the caller has taken what there is. */
  paused: boolean
  persistent: boolean
  headSeen: boolean
  idleMs: number
  idleSince: number
  connectTimedOut: boolean
  lastError: NodeJS.ErrnoException | undefined
}

/** Opens a connection; requests may be written at once. */
export function openConnection(options: ConnectionOptions): Connection {
  const link: Link = {
    options,
    socket: connectTo(options.upstream, options.tls, (chunk) => {
      // Bytes that nobody asked for: what follows on this connection cannot be trusted.
      if (link.sink === undefined) link.socket.destroy()
      else readAnswer(link, parser, connection, chunk)
    }),
    stage: 'tcp',
    sink: undefined,
    owner: undefined,
    chunked: false,
    requestEnded: false,
    paused: false,
    persistent: true,
    headSeen: false,
    idleMs: options.idleMs,
    idleSince: 0,
    connectTimedOut: false,
    lastError: undefined,
  }
  const parser = parserOf(link)
  const connection = connectionOf(link, parser, () => settle(link, connection, 0))
  listen(link, parser, connection)
  return connection
}

function connectionOf(link: Link, parser: AnswerParser, settled: () => void): Connection {
  const { socket } = link
  const writer = new TurnWriter(socket)
  return {
    place: -1,
    usable: () =>
      !socket.destroyed && socket.readyState === 'open' && performance.now() < link.idleSince + link.idleMs,
    idleFor: () => performance.now() - link.idleSince,
    begin(request, sink) {
      link.sink = sink
      link.owner = sink
      link.chunked = request.framing === 'chunked'
      link.requestEnded = request.framing === 'none'
      link.persistent = true
      link.headSeen = false
      parser.start(request.method)
      writer.hold(requestHead(request))
    },
    write(chunk) {
      if (link.owner === undefined || socket.destroyed) return true
      return writer.piece(chunk, link.chunked)
    },
    end(trailers) {
      if (link.owner === undefined || socket.destroyed) return
      link.requestEnded = true
      if (link.chunked) writer.hold(lastChunk(trailers))
      if (link.sink === undefined) settled()
    },
    resume(sink) {
      if (link.owner === sink) resume(link)
    },
    abandon(sink) {
      if (link.owner !== sink) return
      link.sink = undefined
      socket.destroy()
    },
    destroy: () => socket.destroy(),
  }
}

function parserOf(link: Link): AnswerParser {
  return createAnswerParser({
    informational(head) {
      if (link.sink?.informational(head) === false) pause(link)
    },
    head(head: AnswerHead) {
      link.headSeen = true
      link.persistent = isPersistent(head)
      link.idleMs = idleTimeOf(head, link.options.idleMs)
      link.sink?.head(head)
    },
    data(chunk) {
      if (link.sink?.data(chunk) === false) pause(link)
    },
    end(trailers) {
      const { sink } = link
      link.sink = undefined
      sink?.end(trailers)
    },
  })
}

function listen(link: Link, parser: AnswerParser, connection: Connection): void {
  const { socket, options } = link
  const connectTimer = setTimeout(() => {
    link.connectTimedOut = true
    socket.destroy()
  }, options.connectTimeoutMs)
  const opened = (): void => {
    link.stage = 'open'
    clearTimeout(connectTimer)
  }
  const isTls = options.upstream.protocol === 'https:'
  socket.on('connect', isTls ? () => (link.stage = 'tls') : opened)
  if (isTls) socket.on('secureConnect', opened)
  socket.on('drain', () => link.sink?.drain())
  socket.on('error', (error) => {
    link.lastError = error
  })
  socket.on('end', () => {
    if (link.lastError === undefined && link.sink !== undefined && parser.finish()) socket.destroy()
  })
  socket.on('close', () => {
    clearTimeout(connectTimer)
    options.onClose(connection)
    fail(link, failureOf(link, parser.hasBegun()))
  })
}

function readAnswer(link: Link, parser: AnswerParser, connection: Connection, chunk: Buffer): void {
  try {
    settle(link, connection, parser.push(chunk))
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error
    fail(link, { stage: 'malformed', reason: 'protocol-violation', message: error.message })
  }
}

/** Makes the connection free for another exchange when both directions are done, or closes it when it cannot be. */
function settle(link: Link, connection: Connection, leftOver: number): void {
  if (link.sink !== undefined) return
  if (!link.persistent || !link.requestEnded || leftOver > 0) {
    link.socket.destroy()
    return
  }
  if (link.owner === undefined) return
  link.owner = undefined
  link.idleSince = performance.now()
  resume(link)
  link.options.onIdle(connection)
}

function pause(link: Link): void {
  link.paused = true
  link.socket.pause()
}

function resume(link: Link): void {
  if (!link.paused) return
  link.paused = false
  link.socket.resume()
}

function fail(link: Link, failure: ForwardFailure): void {
  const { sink, socket } = link
  link.sink = undefined
  socket.destroy()
  sink?.fail(failure)
}

/** Why the connection closed before the answer was complete. */
function failureOf(link: Link, begun: boolean): ForwardFailure {
  const { stage, lastError, headSeen, options } = link
  if (stage !== 'open') {
    const failed = stage === 'tls' ? 'tls' : 'connect'
    if (link.connectTimedOut) return connectTimeout(failed, options.connectTimeoutMs)
    return connectFailure(failed, lastError)
  }
  return {
    stage: headSeen || begun ? 'cut-short' : 'no-answer-head',
    reason: failureReason(lastError?.code, 'answer'),
    message: 'The app closed the connection.',
  }
}
