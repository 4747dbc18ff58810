import { callStatus, type CallStatus, type Direction } from '@ringback/catalog'
import type { Waiting } from '../simulation/events.ts'
import type { Person } from './person.ts'
import { createScope, type Scope } from '../simulation/scope.ts'

/** An input of a person: keys or speech. */
export type Input =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'speech'; readonly text: string; readonly confidence: number }

/** A verb that listens for input. */
export interface InputListener {
  /** Returns true when the verb used the input. */
  readonly take: (input: Input) => boolean
  /** Called when somebody begins to speak. The words arrive when they have been spoken. */
  readonly speaking?: (text: string) => void
}

/** The URL and method of a callback or a fallback. */
export interface Target {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** The status callback of a leg, and the events it subscribes to. */
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
  /** Parameters of the callbacks that replace those of the leg. */
  readonly values?: Readonly<Record<string, string>>
  /** Number of callbacks sent so far; the SequenceNumber of the next one. */
  sent: number
}

/** One leg of a call and its current state. */
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
  /** Also ends when another document takes over. */
  control: Scope
  /** Parameters that the leg adds to its webhooks, besides the core ones. */
  readonly facts: Record<string, string>
  /** Names of those parameters that the caller chose (client parameters). */
  readonly custom: ReadonlySet<string>
  readonly person: Person
  readonly fallback: Target | undefined
  readonly subscription: StatusSubscription | undefined
  /** The final status. Default: depends on whether the leg was answered. */
  finalStatus: CallStatus | undefined
  /** Verbs that listen; the last one gets the input first. */
  readonly listeners: InputListener[]
  /** The leg on the other side. */
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
  /** Whether it had a ConversationRelay before. */
  hadRelay: boolean
  /** What runs in the background and ends with the leg: streams, recordings. */
  readonly beside: Map<string, () => void | Promise<void>>
}

/** The data of a new leg. */
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

const nothing: ReadonlySet<string> = new Set()

/** Creates a leg. */
export function createLeg({ now, facts, custom, ...rest }: LegOptions): Leg {
  const scope = createScope()
  return {
    ...rest,
    startedAt: now,
    answeredAt: undefined,
    endedAt: undefined,
    scope,
    control: scope.child(),
    facts: { ...facts },
    custom: custom === undefined ? nothing : new Set(custom),
    finalStatus: undefined,
    listeners: [],
    others: new Set(),
    waiting: undefined,
    isOver: false,
    settled: new Set(),
    over: Promise.withResolvers(),
    transfer: undefined,
    hadRelay: false,
    beside: new Map(),
  }
}

/** True from the answer to the end. */
export function isAnswered(leg: Leg): boolean {
  return leg.answeredAt !== undefined
}

/** Whole seconds from the answer to the end, or to `now`; at least 1 for a call that was answered. */
export function talkSeconds(leg: Leg, now: number): number {
  if (leg.answeredAt === undefined) return 0
  return Math.max(1, Math.ceil(((leg.endedAt ?? now) - leg.answeredAt) / 1000))
}

/** Passes an input to the verb that listens. Returns the listener that used it. */
export function giveInput(leg: Leg, input: Input): InputListener | undefined {
  return leg.listeners.findLast((listener) => listener.take(input))
}

/** The status that a leg ends with. */
export function endStatus(leg: Leg): CallStatus {
  return leg.finalStatus ?? (isAnswered(leg) ? callStatus.completed : callStatus.canceled)
}
