import { messageOf, RingbackError } from '@ringback/common'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readRegularText } from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'
import { baselineCommands, type Baseline, type BaselineEntry, type BaselineOptions } from './baseline.ts'
import { linesOfEntries } from './lines-of-entries.ts'

const remedy = 'Correct the file, or delete it and write it anew with --update-baseline.'

/**
 * The baseline of the options; undefined when there is none. With `--update-baseline` the file need not exist yet. Throws a
 * `RingbackError` that names every problem with file and line.
 */
export async function readBaseline(
  { baseline: file, updateBaseline }: BaselineOptions,
  io: Pick<Io, 'cwd'>,
): Promise<Baseline | undefined> {
  if (file === undefined) {
    if (!updateBaseline) return undefined
    throw new RingbackError('no-baseline', '--update-baseline needs a file to write.', {
      remedy: 'Pass it: --baseline ringback.baseline.json --update-baseline',
    })
  }
  const path = resolve(io.cwd, file)
  if (updateBaseline && !existsSync(path)) return { file, entries: {} }
  return { file, entries: parseBaseline(await textOf(path, file), file) }
}

async function textOf(path: string, file: string): Promise<string> {
  try {
    return await readRegularText(path)
  } catch (error) {
    throw new RingbackError('baseline-not-read', `Cannot read the baseline ${file}: ${messageOf(error)}`, {
      remedy: 'Pass an existing file, or write it with --update-baseline.',
      cause: error,
    })
  }
}

function parseBaseline(text: string, file: string): Baseline['entries'] {
  const parsed = parseJson(text, file)
  if (!isObject(parsed)) throw bad([`${file}:1: must be an object with a list for each command.`])
  const lines = linesOfEntries(text)
  const problems: string[] = []
  let place = 0
  for (const [command, entries] of Object.entries(parsed)) {
    if (!baselineCommands.some((known) => known === command)) {
      problems.push(
        `${file}:${lines.sections.get(command) ?? 1}: unknown command ${JSON.stringify(command)}; known are ${baselineCommands.join(', ')}.`,
      )
    }
    if (!Array.isArray(entries)) {
      problems.push(`${file}:${lines.sections.get(command) ?? 1}: ${command} must be a list.`)
      continue
    }
    const ids = new Set<string>()
    for (const entry of entries) {
      const line = isObject(entry) ? lines.entries[place] : lines.sections.get(command)
      if (isObject(entry)) place += 1
      problems.push(...entryProblems(entry, ids).map((problem) => `${file}:${line ?? 1}: ${problem}`))
    }
  }
  if (problems.length > 0) throw bad(problems)
  // Every entry was checked above.
  return parsed as Readonly<Record<string, readonly BaselineEntry[]>>
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [message = ''] = messageOf(error).split('\n')
    throw bad([`${file}:${firstBadLine(text)}: not JSON: ${message}`])
  }
}

/** The first line up to which a text is not the beginning of any JSON; the last line when it ends too early. */
function firstBadLine(text: string): number {
  const lines = text.split('\n')
  let [good, bad] = [0, lines.length]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isBeginning(lines.slice(0, middle).join('\n'))) good = middle
    else bad = middle
  }
  return bad
}

/** Whether JSON may begin so: what is wrong is wrong at its end. */
function isBeginning(text: string): boolean {
  const start = text.trimEnd()
  try {
    JSON.parse(start)
    return true
  } catch (error) {
    const message = messageOf(error)
    const position = /at position (\d+)/.exec(message)?.[1]
    return /end of JSON input/.test(message) || (position !== undefined && Number(position) >= start.length)
  }
}

function entryProblems(entry: unknown, ids: Set<string>): readonly string[] {
  if (!isObject(entry)) return ['an entry must be an object with id, code, where and reason.']
  const missing = ['id', 'code', 'where', 'reason'].filter(
    (name) => typeof entry[name] !== 'string' || entry[name].trim() === '',
  )
  if (missing.length > 0) return [`the entry needs a non-empty string for ${missing.join(', ')}.`]
  const id = String(entry.id)
  if (ids.has(id)) return [`the id ${id} is there twice.`]
  ids.add(id)
  return []
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(problems: readonly string[]): RingbackError {
  return new RingbackError('bad-baseline', problems.join('\n'), { remedy })
}
