import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Problem, SignatureVerdict } from '@ringback/recording'
import type { AnswerHead, AnswerSink, Forwarding, Framing } from '../forward/forwarder.ts'
import { countOf, pairsOf } from '../forward/raw-headers.ts'
import { createBodyTee, type BodyTee } from '../record/body-tee.ts'
import type { Context } from './context.ts'
import { answerHeaders, forwardedHeaders } from './forwarded-headers.ts'
import { isRepeatable } from './is-repeatable.ts'
import { answerTrouble, endWhenRead } from './plain-answer.ts'
import {
  clientGone,
  forgedTrouble,
  malformedTrouble,
  problemOf,
  problemOfStatus,
  proxyClosed,
  timeoutTrouble,
  tooLargeTrouble,
  troubleOfFailure,
  type Trouble,
} from './problems.ts'
import { namesCall, recogniseHead, type Recognition } from './recognise.ts'
import { upstreamTarget } from './upstream-target.ts'
import { publicUrlOf, wayOf } from './way-of.ts'

/** A request that is being carried. */
export interface Carriage {
  /** The request turned out to be malformed after its head was read; returns false when its answer has begun. */
  malformed(trouble: Trouble): boolean
  /** Tears both sides down. */
  destroy(): void
}

const noop = (): void => undefined

/** Carries one request to the app and the answer back. `done` is called once, when both sides are through. */
export function carry(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  done: () => void,
): Carriage {
  const { limits, clock, upstream } = context
  const startedAt = clock.now()
  const startedTick = clock.tick()
  const method = request.method ?? 'GET'
  const target = request.url ?? '/'
  const headers = request.rawHeaders
  const framing = framingOf(request)
  const way = wayOf(request, context.publicUrl, context.trustForwarded)
  let recognition = recogniseHead(method, target, headers)
  const id = recognition === 'other' ? undefined : context.newId()
  const held = context.signature === 'require' && recognition !== 'other'

  const requestBody = createBodyTee(limits.bodyBytes)
  let answerBody: BodyTee | undefined
  let answerHead: AnswerHead | undefined
  let forwarding: Forwarding | undefined
  let verdict: SignatureVerdict | undefined
  let problem: Problem | null = null
  let finished = false
  let timer: NodeJS.Timeout | undefined

  /** A form shows by its body whose it is. What is not Twilio's is under none of Twilio's limits. */
  const decide = (): Recognition => {
    if (recognition !== 'maybe') return recognition
    recognition = namesCall(requestBody.bytes().toString('latin1')) ? 'twilio' : 'other'
    if (recognition === 'other') clearTimeout(timer)
    return recognition
  }

  const finish = (): void => {
    if (finished) return
    finished = true
    clearTimeout(timer)
    if (!response.writableFinished) {
      problem ??= clientGone
      forwarding?.abort()
    }
    const durationMs = Math.max(clock.tick() - startedTick, 0)
    if (decide() === 'other') {
      const status = answerHead?.status ?? (response.headersSent ? response.statusCode : null)
      context.emit({ type: 'other-traffic', method, path: pathOf(target), status, ms: durationMs, problem })
    } else {
      context.observe({
        id: id ?? context.newId(),
        startedAt,
        durationMs,
        method,
        url: publicUrlOf(way, context.publicUrl, target),
        headers,
        body: requestBody,
        answer: answerOf(answerHead, answerBody),
        problem: problem ?? problemOfStatus(answerHead?.status ?? 0),
        ...(verdict !== undefined && { verdict }),
      })
    }
    done()
  }

  /** Answers in the app's place, or cuts an answer that has begun, so that nobody takes it for whole. */
  const refuse = (trouble: Trouble): void => {
    problem ??= problemOf(trouble)
    forwarding?.abort()
    request.resume()
    if (response.destroyed || response.writableEnded) return
    if (response.headersSent) response.destroy()
    else answerTrouble(request, response, trouble)
  }

  const sink: AnswerSink = {
    informational(head) {
      if (head.status === 100) response.writeContinue()
      else writeInformational(request, response, head)
    },
    head(head) {
      answerHead = head
      const keepsChunks = request.httpVersionMinor > 0 && head.framing === 'chunked'
      if (context.draining()) response.shouldKeepAlive = false
      const last = !response.shouldKeepAlive
      response.sendDate = false
      if (!last) response.removeHeader('connection')
      if (!keepsChunks) response.removeHeader('transfer-encoding')
      try {
        response.writeHead(
          head.status,
          head.reason,
          // The types know header pairs and objects; Node also takes the flat list that it hands out itself.
          answerHeaders(head.headers, last, keepsChunks || head.framing === 'none') as string[],
        )
      } catch (error) {
        refuse(troubleOfFailure({ stage: 'malformed', message: String(error) }, upstream.origin))
      }
      if (context.recording && recognition !== 'other') answerBody = createBodyTee(limits.answerBytes)
    },
    data(chunk) {
      answerBody?.add(chunk)
      return response.write(chunk)
    },
    end(trailers) {
      if (trailers.length > 0) response.addTrailers(pairsOf(trailers))
      endWhenRead(request, response)
    },
    fail: (failure) => refuse(troubleOfFailure(failure, upstream.origin)),
    drain: () => request.resume(),
  }

  const start = (): Forwarding =>
    context.forwarder.forward(
      {
        method,
        target: upstreamTarget(upstream, target),
        headers: forwardedHeaders(hosts === 0 ? ['Host', upstream.host, ...headers] : headers, way, false),
        framing,
        repeatable: isRepeatable(method, headers),
      },
      sink,
    )

  /** Sends what was held back on its way. */
  const release = (): void => {
    forwarding = start()
    const body = requestBody.bytes()
    if (body.length > 0) forwarding.write(body)
  }

  const onData = (chunk: Buffer): void => {
    if (problem !== null) return
    if (recognition !== 'other') {
      if (requestBody.kept + chunk.length > limits.bodyBytes) {
        if (decide() === 'twilio') {
          refuse(tooLargeTrouble(limits.bodyBytes))
          return
        }
        if (forwarding === undefined) release()
      } else requestBody.add(chunk)
    }
    if (forwarding?.write(chunk) === false) request.pause()
  }

  const onEnd = (): void => {
    if (problem !== null) return
    if (decide() === 'twilio' && forwarding === undefined) {
      const url = publicUrlOf(way, context.publicUrl, target)
      verdict = context.judge({ method, url, headers, body: requestBody.bytes() })
      if (verdict === 'invalid' || verdict === 'missing') {
        refuse(forgedTrouble(verdict))
        return
      }
    }
    if (forwarding === undefined) release()
    forwarding?.end(request.rawTrailers)
  }

  request.on('error', noop)
  response.on('error', noop)
  response.on('close', finish)
  response.on('drain', () => forwarding?.resume())

  const carriage: Carriage = {
    malformed(trouble) {
      // Whose it was can no longer be told for sure, so it is kept.
      recognition = 'twilio'
      problem ??= problemOf(trouble)
      forwarding?.abort()
      return !response.headersSent
    },
    destroy() {
      problem ??= proxyClosed
      forwarding?.abort()
      response.destroy()
    },
  }

  const hosts = countOf(headers, 'host')
  if (hosts > 1 || (hosts === 0 && request.httpVersionMinor > 0)) {
    recognition = 'twilio'
    refuse(malformedTrouble(`The request has ${hosts} Host fields instead of one.`))
    return carriage
  }
  if (recognition === 'twilio' && Number(request.headers['content-length']) > limits.bodyBytes) {
    refuse(tooLargeTrouble(limits.bodyBytes))
    return carriage
  }
  if (recognition !== 'other') {
    timer = setTimeout(() => {
      refuse(timeoutTrouble(upstream.origin, limits.timeoutMs, answerHead !== undefined))
    }, limits.timeoutMs)
  }

  if (!held) forwarding = start()
  else if (request.headers.expect !== undefined) response.writeContinue()

  if (framing === 'none') {
    request.resume()
    onEnd()
  } else {
    request.on('data', onData)
    request.on('end', onEnd)
  }
  return carriage
}

function framingOf(request: IncomingMessage): Framing {
  if (request.headers['transfer-encoding'] !== undefined) return 'chunked'
  return request.headers['content-length'] === undefined ? 'none' : 'length'
}

function answerOf(
  head: AnswerHead | undefined,
  body: BodyTee | undefined,
): { status: number; headers: readonly string[]; body: BodyTee } | null {
  return head === undefined
    ? null
    : { status: head.status, headers: head.headers, body: body ?? createBodyTee(0) }
}

/** The path without the query, which may hold what is private. */
function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? target
}

function writeInformational(request: IncomingMessage, response: ServerResponse, head: AnswerHead): void {
  if (request.httpVersionMinor === 0 || response.socket === null) return
  let text = `HTTP/1.1 ${head.status} ${head.reason}\r\n`
  for (const [name, value] of pairsOf(head.headers)) text += `${name}: ${value}\r\n`
  response.socket.write(`${text}\r\n`, 'latin1')
}
