import { nearest, RingbackError } from '@ringback/common'
import { reporters } from './index.ts'
import type { ReporterFactory } from './reporter.ts'

/** A reporter and where it writes. */
export interface ChosenReporter {
  readonly name: string
  readonly make: ReporterFactory
  /** A file, as it was written; undefined for a stream. */
  readonly file: string | undefined
  readonly stream: 'stdout' | 'stderr'
}

/**
 * The reporters of `--reporter`; without any `pretty`, under GitHub Actions with `github` beside it on stderr. `more`: those
 * that the command has besides. Throws a `RingbackError` that names every problem.
 */
export function chosenReporters(
  written: readonly string[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
  more: Readonly<Record<string, ReporterFactory>> = {},
): readonly ChosenReporter[] {
  const known = new Map(Object.entries({ ...reporters, ...more }))
  if (written === undefined) return standard(known, env)
  const problems: string[] = []
  const chosen = written.flatMap((text): readonly ChosenReporter[] => {
    const [name = '', ...rest] = text.split('=')
    const make = known.get(name)
    if (make === undefined) problems.push(unknownReporter(name, [...known.keys()]))
    else if (text.includes('=') && rest.join('=') === '')
      problems.push(`--reporter ${text} has no file name after "=".`)
    else return [{ name, make, file: rest.length === 0 ? undefined : rest.join('='), stream: 'stdout' }]
    return []
  })
  const toStdout = chosen.filter(({ file }) => file === undefined).map(({ name }) => name)
  if (toStdout.length > 1) {
    problems.push(
      `The reporters ${toStdout.join(' and ')} all write to stdout. Pass a file for all but one: --reporter ${toStdout.at(-1)}=report.txt`,
    )
  }
  const files = chosen.flatMap(({ file }) => file ?? [])
  for (const file of new Set(files.filter((each, index) => files.indexOf(each) !== index))) {
    problems.push(`Several reporters write to ${file}. Give each a file of its own.`)
  }
  if (problems.length > 0) throw new RingbackError('bad-reporter', problems.join('\n'))
  return chosen
}

function standard(
  known: ReadonlyMap<string, ReporterFactory>,
  env: Readonly<Record<string, string | undefined>>,
): readonly ChosenReporter[] {
  const named = (name: string, stream: ChosenReporter['stream']): readonly ChosenReporter[] => {
    const make = known.get(name)
    return make === undefined ? [] : [{ name, make, file: undefined, stream }]
  }
  return [...named('pretty', 'stdout'), ...(env.GITHUB_ACTIONS === 'true' ? named('github', 'stderr') : [])]
}

function unknownReporter(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return `Unknown reporter ${name}.${meant === undefined ? ` There are: ${known.join(', ')}.` : ` Did you mean ${meant}?`}`
}
