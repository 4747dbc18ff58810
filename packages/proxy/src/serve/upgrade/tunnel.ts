import type { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import type { Problem, SignatureVerdict } from '@ringback/recording'
import { pathClass } from '../../path-class.ts'
import type { Context } from '../context.ts'
import { problemOf, timeoutAnswer, type ErrorAnswer } from '../error-answer.ts'
import type { RequestSpan } from '../../tracing/tracing.ts'
import type { ReceivedRequest } from '../received-request.ts'
import { endWithErrorAnswer } from '../write-error-answer.ts'

/** An upgrade, from the request until both sides are closed. */
export interface Tunnel {
  /** The app has answered: with 101 (`isOpen`), or with something else. */
  answered(isOpen: boolean, status: number | null): void
  /** It failed, or is refused by the proxy. */
  fail(state: 'refused' | 'failed', error: ErrorAnswer): void
}

/** A request for an upgrade. */
export interface AskedUpgrade {
  readonly received: ReceivedRequest
  readonly verdict: SignatureVerdict
  /** The app that it is for. */
  readonly app: URL
  readonly span: RequestSpan | undefined
}

type State = 'asked' | 'opened' | 'answered' | 'over'

/** Follows an upgrade on the caller's socket: tells what becomes of it, and closes it when nothing passes any more. */
export function createTunnel(
  socket: Duplex,
  { received, verdict, app, span }: AskedUpgrade,
  context: Context,
): Tunnel {
  const { limits } = context
  const path = pathClass(received.target)
  let state: State = 'asked'
  const endSpan = (status: number | null, problem: Problem | null): void =>
    span?.end({
      source: context.signature === 'require' && problem !== null ? 'refused' : 'twilio',
      status,
      problem,
    })
  const notifyListener = (
    what: 'opened' | 'refused' | 'failed' | 'closed',
    error: ErrorAnswer | null,
  ): void => {
    const problem = error === null ? null : problemOf(error)
    context.emit({ type: 'upgrade', state: what, path, verdict, problem })
  }
  const fail = (what: 'refused' | 'failed', error: ErrorAnswer): void => {
    const wasAsked = state === 'asked'
    endSpan(error.status, problemOf(error))
    if (wasAsked && socket.writable) endWithErrorAnswer(socket, error)
    else socket.destroy()
    if (wasAsked) notifyListener(what, error)
    if (state !== 'opened') state = 'over'
  }
  const timer = setTimeout(() => {
    fail('failed', timeoutAnswer(app.origin, limits.timeoutMs, false))
  }, limits.timeoutMs)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearTimeout(timer)
    endSpan(null, null)
    if (state === 'opened') notifyListener('closed', null)
    state = 'over'
  })
  return {
    answered(isOpen, status) {
      endSpan(status, null)
      clearTimeout(timer)
      state = isOpen ? 'opened' : 'answered'
      closeWhenIdle(socket, isOpen ? limits.tunnelIdleMs : limits.callerIdleMs)
      notifyListener(isOpen ? 'opened' : 'refused', null)
    },
    fail,
  }
}

/** Bytes in either direction pass the caller's socket, so its own timer tells whether any do. */
function closeWhenIdle(socket: Duplex, idleMs: number): void {
  // What Node's HTTP server hands out is a net.Socket or a TLSSocket; its types only say Duplex.
  ;(socket as Socket).setTimeout(idleMs, () => socket.destroy())
}
