import { messageOf, RingbackError } from '@ringback/common'
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { count } from '../format/count.ts'
import type { Io } from '../shell/io.ts'
import type { RingbackConfig } from './config.ts'

/** The names that are looked for in the working directory, in this order. */
const names = ['ringback.config.ts', 'ringback.config.mts', 'ringback.config.js', 'ringback.config.mjs']

/** A configuration and the folder that its relative paths start from. */
export interface LoadedConfig {
  readonly config: RingbackConfig
  readonly directory: string
}

/**
 * The configuration of the working directory, or of the file given; an empty one when there is none.
 * Throws a `RingbackError` that lists every problem at once.
 */
export async function loadConfig(io: Pick<Io, 'cwd'>, file?: string): Promise<LoadedConfig> {
  const path = file === undefined ? findConfig(io.cwd) : resolve(io.cwd, file)
  if (path === undefined) return { config: {}, directory: io.cwd }
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
  const config = await importConfig(path)
  // What a field may hold takes time to load, and many folders have no configuration.
  const { configProblems } = await import('./config-problems.ts')
  const problems = configProblems(config)
  if (problems.length > 0) {
    throw new RingbackError(
      'bad-config',
      `${path} has ${count(problems.length, 'problem')}:\n` +
        problems.map((problem) => `- ${problem}`).join('\n'),
    )
  }
  // configProblems has looked at every field.
  return { config: config as RingbackConfig, directory: dirname(path) }
}

function findConfig(directory: string): string | undefined {
  return names.map((name) => resolve(directory, name)).find((path) => existsSync(path))
}

async function importConfig(path: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { default?: unknown }
    return module.default
  } catch (error) {
    throw new RingbackError('config-not-loaded', `Cannot load ${path}: ${messageOf(error)}`, { cause: error })
  }
}
