import { messageOf, RingbackError } from '@ringback/common'
import { resolve } from 'node:path'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'

/** The folder of the recordings: the option, from the working directory; else the configuration's; else `recordings`. */
export function recordingsFolder(
  option: string | undefined,
  { config, directory }: LoadedConfig,
  io: Io,
): string {
  return option === undefined
    ? resolve(directory, config.recordings ?? 'recordings')
    : resolve(io.cwd, option)
}

/** The folder of the recordings cannot be opened or written to; an error that says so itself is returned as it is. */
export function folderUnusable(folder: string, error: unknown): RingbackError {
  if (error instanceof RingbackError) return error
  return new RingbackError(
    'recordings-unusable',
    `Cannot write to the recordings folder ${folder}: ${messageOf(error)}`,
    { remedy: 'Pass another folder with --recordings, or repair this one.', cause: error },
  )
}
