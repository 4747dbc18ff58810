import type { Exchange } from '@ringback/recording'
import type { Finding } from '../finding.ts'
import { createKnownValues, type KnownValues } from '../find/known-values.ts'
import { createLru } from '../pseudonyms/lru.ts'

/**
 * Where the private values known in a call are kept, so that they are still known after a restart. They are readable: seal
 * what is written to disk.
 */
export interface CallSecrets {
  /** What was saved for a call; undefined for a call that is not known. */
  load(callSid: string): readonly Finding[] | undefined
  /**
   * Values that were learned elsewhere from exchanges that were answered until then, in milliseconds since 1970, without those that
   * were taken before; they need not be saved.
   */
  takeLearned?(callSid: string, until: number): readonly Finding[]
  /** Values that were learned from an exchange that was answered then, in addition to those saved before. */
  save(callSid: string, learned: readonly Finding[], answeredAt: number): void
}

/** When an exchange was answered, in milliseconds since 1970. */
export function answeredAt({ startedAt, durationMs }: Pick<Exchange, 'startedAt' | 'durationMs'>): number {
  return Date.parse(startedAt) + durationMs
}

const callsRemembered = 500
/**
 * Up to this many values and characters of one call are looked for. In a call with more, the texts of answers are replaced
 * whole, because it can no longer be said what in them is private.
 */
export const callLimits = { values: 10_000, characters: 262_144 } as const

/** The known values of a call. */
export interface CallKnowledge {
  readonly known: KnownValues
  /** More is known than can be looked for. */
  readonly isFull: boolean
}

/**
 * What is known in the call of an exchange, its own findings included: what an app learned early in a call it may say late in
 * it. A leg and the one that dialled it share what they know.
 */
export function createCallMemory(
  store?: CallSecrets,
): (exchange: Exchange, own: readonly Finding[]) => CallKnowledge {
  const calls = createLru<Call>(callsRemembered)

  return (exchange, own) => {
    const at = answeredAt(exchange)
    const call = callOf(exchange, at)
    learn(call, own, exchange.callSid, at)
    return { known: call.known, isFull: isFull(call) }
  }

  function callOf({ callSid, parentCallSid }: Exchange, at: number): Call {
    const ofCall = callSid === null ? undefined : known(callSid, at)
    const ofParent = parentCallSid === null ? undefined : known(parentCallSid, at)
    const call = ofCall ?? ofParent ?? emptyCall()
    if (ofParent !== undefined && ofParent !== call) {
      learn(call, ofParent.findings, callSid, at)
      if (callSid !== null) learn(ofParent, call.findings, parentCallSid, at)
    }
    if (callSid !== null && calls.get(callSid) === undefined) calls.set(callSid, call)
    if (parentCallSid !== null && calls.get(parentCallSid) === undefined) calls.set(parentCallSid, call)
    return call
  }

  /** What is known of a call, with what was learned elsewhere since. */
  function known(callSid: string, at: number): Call | undefined {
    const learned = store?.takeLearned?.(callSid, at) ?? []
    const call = remembered(callSid)
    if (learned.length === 0) return call
    const all = call ?? emptyCall()
    learn(all, learned, null, at)
    return all
  }

  function remembered(callSid: string): Call | undefined {
    const call = calls.get(callSid)
    if (call !== undefined) return call
    const saved = store?.load(callSid)
    if (saved === undefined) return undefined
    const loaded = emptyCall()
    learn(loaded, saved, null, 0)
    calls.set(callSid, loaded)
    return loaded
  }

  function learn(call: Call, findings: readonly Finding[], callSid: string | null, at: number): void {
    const news = findings.filter(({ raw }) => call.known.pseudonymOf(raw) === undefined)
    if (news.length === 0) return
    call.known.learn(news)
    if (isFull(call)) return
    for (const finding of news) {
      call.findings.push(finding)
      call.characters += finding.raw.length
    }
    if (callSid !== null) store?.save(callSid, news, at)
  }
}

function emptyCall(): Call {
  return { known: createKnownValues(), findings: [], characters: 0 }
}

function isFull({ findings, characters }: Call): boolean {
  return findings.length > callLimits.values || characters > callLimits.characters
}

interface Call {
  readonly known: KnownValues
  readonly findings: Finding[]
  characters: number
}
