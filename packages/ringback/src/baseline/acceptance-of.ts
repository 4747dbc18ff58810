import type { Io } from '../shell/io.ts'
import type { BaselineCommand, BaselineOptions } from './baseline.ts'
import { readBaseline } from './read-baseline.ts'
import type { Acceptance } from './with-baseline.ts'

/** Which findings the options of a command accept; undefined without `--baseline`. Throws a `RingbackError`. */
export async function acceptanceOf(
  options: BaselineOptions,
  command: BaselineCommand,
  io: Pick<Io, 'cwd'>,
): Promise<Acceptance | undefined> {
  const baseline = await readBaseline(options, io)
  return baseline === undefined ? undefined : { baseline, command, update: options.updateBaseline, io }
}
