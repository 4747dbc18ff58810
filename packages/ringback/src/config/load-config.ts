import { messageOf, RingbackError } from '@ringback/common'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { count } from '../format/count.ts'
import type { Io } from '../shell/io.ts'
import { configFile } from './config-file.ts'
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
  const found = file ?? findConfig(io.cwd)
  if (found === undefined) return { config: {}, directory: io.cwd }
  const path = configFile(io.cwd, found)
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

/** The path of the configuration file of a folder; undefined where there is none. */
export function findConfig(directory: string): string | undefined {
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
