import { parseShard, type Shard } from '@ringback/recording'
import { UserError } from '../shell/user-error.ts'

/** What `--shard 2/8` means. Throws a `UserError` when it means nothing. */
export function shardOption(text: string): Shard {
  const shard = parseShard(text)
  if (shard === null) throw new UserError(`--shard ${text} is no shard.`, 'Write the second of eight as 2/8.')
  return shard
}
