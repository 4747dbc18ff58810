import type { Problem, SignatureVerdict } from '@ringback/recording'
import type { AnswerHead, Forwarding } from '../forward/forwarder.ts'
import type { BodyTee } from '../record/body-tee.ts'
import type { Upstream } from '../targets/directions.ts'
import type { Member } from '@ringback/common'
import type { RequestSpan } from '../tracing/tracing.ts'
import type { Caller } from './callers/caller.ts'
import type { Context } from './context.ts'
import type { ForwardedOrigin } from './forwarded-origin.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { Recognition } from './recognise.ts'

/** A request between its head and the end of its answer: what is known of it so far. */
export interface RequestInFlight extends Member {
  readonly context: Context
  readonly received: ReceivedRequest
  readonly caller: Caller
  readonly origin: ForwardedOrigin
  /** The id of its exchange, made when it was received so that ids sort in that order; undefined until it needs one. */
  id: string | undefined
  readonly startedAt: number
  readonly startedTick: number
  readonly requestBody: BodyTee
  readonly span: RequestSpan | undefined
  /** Called once, when both sides are through. */
  readonly done: () => void
  recognition: Recognition
  /** True: it may not reach an app before its signature was found valid. */
  held: boolean
  /** The app that it goes to; undefined: its form decides, which is not whole yet. */
  upstream: Upstream | undefined
  /** Whether the whole request is in `requestBody`. */
  isWhole: boolean
  /** Whether its exchange is recorded, if it is Twilio's; undefined: not decided yet. */
  isSelected: boolean | undefined
  verdict: SignatureVerdict | undefined
  forwarding: Forwarding | undefined
  answerHead: AnswerHead | undefined
  answerBody: BodyTee | undefined
  problem: Problem | null
  timer: NodeJS.Timeout | undefined
  finished: boolean
  /** How many bytes the caller had sent and read when that was last looked at, and when that changed. */
  progress: number
  progressTick: number
}
