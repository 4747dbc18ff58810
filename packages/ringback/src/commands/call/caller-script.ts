import { messageOf, RingbackError } from '@ringback/common'
import { parseKeyPath, type Step, type PersonScript } from '@ringback/simulator'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Io } from '../../shell/io.ts'

/** What the caller will do: steps, and then what a module says. */
export interface CallerScript {
  readonly steps: readonly Step[]
  readonly person: PersonScript | undefined
}

interface ScriptOptions {
  readonly keys?: string | undefined
  readonly say?: readonly string[] | undefined
  readonly script?: string | undefined
}

/** The script that the options give; undefined when they give none. Throws a `RingbackError` with every problem. */
export async function callerScript(options: ScriptOptions, io: Io): Promise<CallerScript | undefined> {
  const { keys, say, script } = options
  if (keys === undefined && say === undefined && script === undefined) return undefined
  const isModule = script !== undefined && /\.[cm]?[jt]s$/.test(script)
  const person = isModule ? await importScript(resolve(io.cwd, script)) : undefined
  const written = script === undefined || isModule ? '' : await readSteps(resolve(io.cwd, script))
  return {
    person,
    steps: [
      ...stepsOf(keys ?? '', '--keys'),
      ...(say ?? []).map((text) => ({ type: 'speech', text }) as const),
      ...stepsOf(written, `--script ${script}`),
    ],
  }
}

function stepsOf(text: string, where: string): readonly Step[] {
  const { steps, problems } = parseKeyPath(text)
  if (problems.length === 0) return steps
  throw new RingbackError(
    'bad-steps',
    [`${where}:`, ...problems.map((problem) => `- ${problem}`)].join('\n'),
    {
      remedy: 'See the steps: ringback call --help',
    },
  )
}

/** Lines that begin with two slashes are remarks. */
async function readSteps(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8')
    return text.replaceAll(/^[^\S\n]*\/\/.*$/gm, '')
  } catch (error) {
    throw new RingbackError('script-unreadable', `Cannot read the script ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function importScript(path: string): Promise<PersonScript> {
  const module = await load(path)
  if (typeof module.default !== 'function') {
    throw new RingbackError('bad-script', `${path} has no function as its default export.`, {
      remedy:
        'Export the caller: export default async (line) => { await line.hears(/press 1/); await line.press("1") }',
    })
  }
  // It is a function; what it takes cannot be seen from here.
  return module.default as PersonScript
}

async function load(path: string): Promise<{ readonly default?: unknown }> {
  try {
    return (await import(pathToFileURL(path).href)) as { readonly default?: unknown }
  } catch (error) {
    throw new RingbackError('script-not-loaded', `Cannot load the script ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
