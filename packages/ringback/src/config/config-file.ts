import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { RingbackError } from '@ringback/common'

/**
 * The path of a configuration file that was named on the command line.
 * @throws {RingbackError} `no-config-file`, `config-not-a-file`
 */
export function configFile(cwd: string, file: string): string {
  const path = resolve(cwd, file)
  if (!existsSync(path)) {
    throw new RingbackError('no-config-file', `Cannot find the configuration file ${path}.`, {
      remedy: 'Pass an existing file with --config.',
    })
  }
  // A pipe or a device would be waited for.
  if (!statSync(path).isFile()) {
    throw new RingbackError('config-not-a-file', `The configuration ${path} is not a regular file.`, {
      remedy: 'Pass a file that exports the configuration with --config.',
    })
  }
  return path
}
