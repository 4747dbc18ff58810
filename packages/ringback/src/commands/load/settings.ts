import { RingbackError } from '@ringback/common'
import type { Step } from '@ringback/simulator'
import type { LoadOptions } from '@ringback/simulator/load'
import { shardOption } from '../../input/shard-option.ts'
import type { LineSettings } from '../call/line-settings.ts'
import type { LoadCommandOptions } from './options.ts'

/** The load that the options ask for. Throws a `RingbackError`. */
export function loadSettings(
  given: LoadCommandOptions,
  { phone, parties }: LineSettings,
  scripts: readonly (readonly Step[])[],
): LoadOptions {
  const { calls, rate, ramp, duration, budget, firstAudioBudget, pauses, timeScale, from, seed, shard } =
    given
  if (typeof phone.app !== 'string') {
    throw new RingbackError('load-needs-address', 'A load needs an app that listens.', {
      remedy: 'Start your app, and pass its address: in this process both would share one processor.',
    })
  }
  if (given.findRate && shard !== undefined) {
    throw new RingbackError('shard-with-find-rate', '--shard and --find-rate cannot be used together.', {
      remedy: 'Find the rate on one machine, or try rates with several: --rate 200 --shard 1/3',
    })
  }
  const { from: caller, ...called } = parties
  return {
    phone,
    // Without --from, calls come from many numbers.
    call: { ...called, ...(from !== undefined && { from: caller }) },
    scripts,
    dialled: given.dialled,
    threads: given.threads,
    timeScale: pauses === false ? 'no-pauses' : timeScale,
    seed,
    ...(calls !== undefined && { calls }),
    ...(rate !== undefined && { rate }),
    rampMs: ramp * 1000,
    ...(duration !== undefined && { durationMs: duration * 1000 }),
    budgetMs: budget,
    ...(firstAudioBudget !== undefined && { firstAudioBudgetMs: firstAudioBudget }),
    ...(shard !== undefined && { shard: shardOption(shard) }),
  }
}
