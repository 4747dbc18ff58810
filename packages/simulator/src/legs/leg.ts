import { callStatus, type CallStatus, type Direction } from '@ringback/catalog'
import type { Waiting } from '../simulation/events.ts'
import type { Person } from './person.ts'
import { createScope, type Scope } from '../simulation/scope.ts'

/** What a person gives to the call. */
export type Input =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'speech'; readonly text: string; readonly confidence: number }

/** A verb that takes what a person gives. */
export interface InputListener {
  /** True when the input was of use. */
  readonly take: (input: Input) => boolean
  /** Somebody begins to speak; what is said comes when it has been said. */
  readonly speaking?: (text: string) => void
}

/** Where a callback or a fallback goes. */
export interface Target {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** Where the status of a leg is reported, and which events. */
export interface StatusSubscription extends Target {
  readonly kind:
    | 'status.incoming-number'
    | 'status.sip-domain'
    | 'status.rest-call'
    | 'status.dial-number'
    | 'status.dial-sip'
    | 'status.dial-client'
    | 'status.dial-application'
    | 'status.dial-whatsapp'
  readonly events: readonly string[]
  /** What the callbacks say in place of what the leg says. */
  readonly values?: Readonly<Record<string, string>>
  /** How many were sent; the next one's SequenceNumber. */
  sent: number
}

/** One leg of a call, as it stands. */
export interface Leg {
  readonly sid: string
  readonly parent: Leg | null
  readonly from: string
  readonly to: string
  readonly direction: Direction
  status: CallStatus
  readonly startedAt: number
  answeredAt: number | undefined
  endedAt: number | undefined
  /** Ends when the leg does. */
  readonly scope: Scope
  /** Ends also when another document takes over. */
  control: Scope
  /** What the leg carries into its webhooks beside the core parameters. */
  readonly facts: Record<string, string>
  /** Names among the facts that the caller made up (client parameters). */
  readonly custom: ReadonlySet<string>
  readonly person: Person
  readonly fallback: Target | undefined
  readonly subscription: StatusSubscription | undefined
  /** The status it ends with; by default what follows from whether it was answered. */
  finalStatus: CallStatus | undefined
  /** Verbs that listen; the last one hears first. */
  readonly listeners: InputListener[]
  /** Who is on the other side. */
  readonly others: Set<Leg>
  waiting: { readonly what: Waiting; readonly by: object } | undefined
  /** Called whenever `waiting` is set, and at the end. */
  readonly settled: Set<() => void>
  /** True once the final status has been reported. */
  isOver: boolean
  /** Resolves once everything about the leg is over. */
  readonly over: PromiseWithResolvers<void>
  /** Called when the person on this leg transfers the other side; undefined where that is refused. */
  transfer: ((to: string) => void) | undefined
  /** What runs beside the documents and ends with the leg: streams, recordings. */
  readonly beside: Map<string, () => void | Promise<void>>
}

/** What a new leg is made of. */
export interface LegOptions {
  readonly sid: string
  readonly parent: Leg | null
  readonly from: string
  readonly to: string
  readonly direction: Direction
  readonly status: CallStatus
  readonly now: number
  readonly facts: Readonly<Record<string, string>>
  readonly custom?: Iterable<string>
  readonly person: Person
  readonly fallback: Target | undefined
  readonly subscription: StatusSubscription | undefined
}

/** A leg at its beginning. */
export function createLeg({ now, facts, custom = [], ...rest }: LegOptions): Leg {
  const scope = createScope()
  return {
    ...rest,
    startedAt: now,
    answeredAt: undefined,
    endedAt: undefined,
    scope,
    control: scope.child(),
    facts: { ...facts },
    custom: new Set(custom),
    finalStatus: undefined,
    listeners: [],
    others: new Set(),
    waiting: undefined,
    isOver: false,
    settled: new Set(),
    over: Promise.withResolvers(),
    transfer: undefined,
    beside: new Map(),
  }
}

/** True from the answer to the end. */
export function isAnswered(leg: Leg): boolean {
  return leg.answeredAt !== undefined
}

/** Whole seconds from the answer to the end, or to `now`; a call that was answered lasts one at least. */
export function talkSeconds(leg: Leg, now: number): number {
  if (leg.answeredAt === undefined) return 0
  return Math.max(1, Math.ceil(((leg.endedAt ?? now) - leg.answeredAt) / 1000))
}

/** Gives an input to the verb that listens. Returns the listener that took it. */
export function giveInput(leg: Leg, input: Input): InputListener | undefined {
  return leg.listeners.findLast((listener) => listener.take(input))
}

/** The status that a leg ends with. */
export function endStatus(leg: Leg): CallStatus {
  return leg.finalStatus ?? (isAnswered(leg) ? callStatus.completed : callStatus.canceled)
}
