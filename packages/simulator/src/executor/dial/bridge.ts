import type { Leg } from '../../legs/leg.ts'
import { endLeg, waitFor } from '../../legs/leg-life.ts'
import { within } from '../../simulation/scope.ts'
import { emit } from '../../simulation/simulation.ts'
import type { VerbContext } from '../verb.ts'

/** How long a bridge lasts, and what ends it. */
export interface BridgeOptions {
  readonly timeLimitSeconds: number
  /** The caller ends it with a star. */
  readonly hangupOnStar: boolean
  /** The second leg continues after the bridge: it came out of a queue. */
  readonly keepsOther?: boolean
  /** Called when the second leg transfers the first; the bridge ends. Without it, transfers are refused. */
  readonly transferred?: (to: string) => void
}

/**
 * Connects two legs until one of them leaves, the time limit is reached, or the caller presses the star key. Then the
 * second leg ends, unless it is kept. Throws `Interrupted` when the first leg's scope ends.
 */
export async function bridge(
  { simulation, scope, leg: one }: Pick<VerbContext, 'simulation' | 'scope' | 'leg'>,
  other: Leg,
  options: BridgeOptions,
): Promise<void> {
  one.others.add(other)
  other.others.add(one)
  emit(simulation, one, { type: 'bridged', with: other.sid })
  emit(simulation, other, { type: 'bridged', with: one.sid })
  waitFor(simulation, one, {}, { for: 'conversation', with: [other.to] })
  waitFor(simulation, other, {}, { for: 'conversation', with: [one.from] })
  try {
    await within<undefined>(scope, (resolve) => {
      const listener = {
        take: (input: { type: string; key?: string }) => {
          const isStar = options.hangupOnStar && input.type === 'key' && input.key === '*'
          if (isStar) resolve(undefined)
          return isStar
        },
      }
      one.listeners.push(listener)
      const stopLimit = simulation.clock.schedule(options.timeLimitSeconds * 1000, () => resolve(undefined))
      const detach = other.scope.onEnd(() => resolve(undefined))
      const { transferred } = options
      if (transferred !== undefined) {
        other.transfer = (to) => {
          transferred(to)
          resolve(undefined)
        }
      }
      return () => {
        stopLimit()
        other.transfer = undefined
        detach()
        one.listeners.splice(one.listeners.indexOf(listener), 1)
      }
    })
  } finally {
    one.others.delete(other)
    other.others.delete(one)
    one.waiting = undefined
    if (options.keepsOther !== true) endLeg(simulation, other, 'twilio')
  }
}
