import { RingbackError } from '@ringback/common'
import { parseShard, type Shard } from '@ringback/recording'

/** The part that `--shard 2/8` names. Throws a `RingbackError` when it names none. */
export function shardOption(text: string): Shard {
  const shard = parseShard(text)
  if (shard === null) {
    throw new RingbackError('bad-shard', `--shard must be <index>/<count> such as 2/8, not "${text}".`)
  }
  return shard
}
