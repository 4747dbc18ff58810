import { createHash, randomInt } from 'node:crypto'

/** What tells one virtual call from another. */
export interface CallIdentity {
  readonly voiceUrl?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly with: readonly string[]
  readonly keys?: string | undefined
  readonly say?: readonly string[] | undefined
  readonly script?: string | undefined
  readonly dialled: string
  readonly outbound: boolean
}

/** Seeds are whole numbers below this. */
const end = 2 ** 32

/**
 * The seed of a call that is recorded: another for each caller and script, because recordings of the same CallSid replace each
 * other, and the same for the same ones, so that a call that is made again is recorded in the same file. A person at the terminal
 * follows no script: a random one.
 */
export function recordingSeed(call: CallIdentity): number {
  const { voiceUrl, from, to, with: values, keys, say, script, dialled, outbound } = call
  if (keys === undefined && say === undefined && script === undefined) return randomInt(end)
  const identity = JSON.stringify([voiceUrl, from, to, values, keys, say, script, dialled, outbound])
  return createHash('sha256').update(identity).digest().readUInt32BE(0)
}
