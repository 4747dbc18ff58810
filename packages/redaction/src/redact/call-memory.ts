import type { Exchange } from '@ringback/recording'
import { createLru } from './lru.ts'
import type { Secret } from './secret.ts'

const callsRemembered = 500
const secretsPerCall = 200

/** The secrets of one call, the longest first: a number before the digits in it. */
interface CallSecrets {
  readonly sorted: Secret[]
  readonly raws: Set<string>
}

/**
 * All secrets to look for in an exchange, given those of its own: what an app learned early in a call it may say late
 * in it. A leg and the one that dialled it share what they know.
 */
export function createCallMemory(): (exchange: Exchange, own: readonly Secret[]) => readonly Secret[] {
  const calls = createLru<CallSecrets>(callsRemembered)

  return ({ callSid, parentCallSid }, own) => {
    const known = knownTo(callSid, parentCallSid)
    learn(known, own)
    if (known.sorted.length <= secretsPerCall) return known.sorted
    const all = [...known.sorted]
    for (const { raw } of known.sorted.splice(secretsPerCall)) known.raws.delete(raw)
    return all
  }

  function knownTo(callSid: string | null, parentCallSid: string | null): CallSecrets {
    const ofCall = callSid === null ? undefined : calls.get(callSid)
    const ofParent = parentCallSid === null ? undefined : calls.get(parentCallSid)
    const known = ofCall ?? ofParent ?? { sorted: [], raws: new Set() }
    if (ofParent !== undefined && ofParent !== known) learn(known, ofParent.sorted)
    if (callSid !== null && ofCall !== known) calls.set(callSid, known)
    if (parentCallSid !== null && ofParent !== known) calls.set(parentCallSid, known)
    return known
  }
}

function learn({ sorted, raws }: CallSecrets, secrets: readonly Secret[]): void {
  const before = sorted.length
  for (const secret of secrets) {
    if (raws.has(secret.raw)) continue
    raws.add(secret.raw)
    sorted.push(secret)
  }
  if (sorted.length > before) sorted.sort((a, b) => b.raw.length - a.raw.length)
}
