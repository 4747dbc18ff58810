import { messageOf, printable, RingbackError } from '@ringback/common'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { count } from '../format/count.ts'
import { exitCode, type ExitCode } from '../shell/exit-code.ts'
import type { Io } from '../shell/io.ts'
import { printError } from '../shell/print-error.ts'
import { stylesFor } from '../shell/styles.ts'
import { chosenReporters, type ChosenReporter } from './chosen-reporters.ts'
import { countCases, countsText, mainProblem, type JudgedCase } from './judged.ts'
import { createProgressLine } from './progress-line.ts'
import type { Reporter, ReporterFactory, ReportItem } from './reporter.ts'
import type { ReporterOptions } from './reporter-options.ts'
import { withUi } from '../ui/with-ui.ts'
import { pageReporter, type ShownReport } from './page-reporter.ts'

/** What a command knows at the end of a run. */
export interface RunEnd {
  /** What `json` prints; all events without. */
  readonly document?: unknown
  /** What a reader has to know, a sentence each: the run was stopped. The lines for a person contain it already. */
  readonly notes?: readonly string[]
  /** Why the run says nothing about the app, where the cases do not show it. */
  readonly nothingJudged?: string
  /** False when a part was not run: what did not show may still be there. Default: true. */
  readonly isComplete?: boolean
  /** The exit code, where it does not follow from the cases. */
  readonly exit?: ExitCode
}

/** A run of a command that judges. */
export interface RunToReport {
  /** `ringback replay`. */
  readonly title: string
  readonly options: ReporterOptions
  readonly io: Io
  /** What is judged, for the message when there is nothing: `exchange`. */
  readonly noun: string
  /** The page of `ringback inspect` has a view for what `json` prints of this command. Default: false. */
  readonly hasView?: boolean
  /** The page that shows the run; undefined: none was asked for. */
  readonly page?: ShownReport | undefined
  /** Reporters that only this command has. */
  readonly more?: Readonly<Record<string, ReporterFactory>>
}

/**
 * Lets reporters listen to a run, and returns its exit code: 1 when a case failed, else 2 when nothing was judged and
 * `--pass-with-nothing` was not given. What the run throws is thrown.
 */
export async function reportRun(
  items: AsyncIterable<ReportItem, RunEnd>,
  run: RunToReport,
): Promise<ExitCode> {
  const { page, title, io } = run
  if (page === undefined) return await report(items, run, [])
  const shown = { settings: page.settings, stopsItself: true }
  return await withUi({ ...shown, run: (ui) => report(items, run, [pageReporter(ui, title, page)]) }, io)
}

async function report(
  items: AsyncIterable<ReportItem, RunEnd>,
  { title, options, io, noun, more, hasView = false }: RunToReport,
  listeners: readonly Reporter[],
): Promise<ExitCode> {
  const outputs = chosenReporters(options.reporter, io.env, more).map((chosen) => openOutput(chosen, io))
  const reporters = [...outputs.map(({ reporter }) => reporter), ...listeners]
  const progress = createProgressLine(io)
  const cases: JudgedCase[] = []
  const events: unknown[] = []
  const iterator = items[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (next.done !== true) {
    const item = next.value
    if (item.progress !== undefined) progress.show(item.progress)
    if (item.event !== undefined) events.push(item.event)
    cases.push(...(item.cases ?? []))
    if (item.lines !== undefined) progress.clear()
    for (const reporter of reporters) reporter.take?.(item)
    next = await iterator.next()
  }
  progress.clear()
  const { document = events, notes = [], exit } = next.value
  const nothing = options.passWithNothing
    ? undefined
    : (next.value.nothingJudged ?? nothingJudged(cases, noun))
  const newNotes = partlyJudged(cases, noun)
  const all = [...notes, ...newNotes, ...(nothing === undefined ? [] : [nothing])]
  const run = { title, cases, document, notes: all, newNotes, hasView }
  for (const reporter of reporters) await reporter.end?.(run)
  for (const output of outputs) output.close()
  printVerdict(outputs, cases, [...notes, ...newNotes], io)
  if (exit !== undefined) return exit
  if (cases.some(({ verdict }) => verdict === 'failed')) return exitCode.findings
  if (nothing === undefined) return exitCode.good
  printError(
    new RingbackError('nothing-judged', nothing, {
      remedy: 'To exit 0 anyway, pass --pass-with-nothing.',
    }),
    io,
  )
  return exitCode.couldNotRun
}

/** That no case was judged; undefined when one was. */
function nothingJudged(cases: readonly JudgedCase[], noun: string): string | undefined {
  if (cases.some(({ verdict }) => verdict !== 'not-judged')) return undefined
  return cases.length === 0
    ? `Nothing was judged: no ${noun} found.`
    : `Nothing was judged: ${count(cases.length, noun)} ${cases.length === 1 ? 'was' : 'were'} left out${reasonsOf(cases)}.`
}

/** How many cases of several were not judged, and why. */
function partlyJudged(cases: readonly JudgedCase[], noun: string): readonly string[] {
  const left = cases.filter(({ verdict }) => verdict === 'not-judged').length
  if (left === 0 || left === cases.length) return []
  return [`${left} of ${cases.length} ${noun}s ${left === 1 ? 'was' : 'were'} not judged${reasonsOf(cases)}.`]
}

const mostReasons = 3

function reasonsOf(cases: readonly JudgedCase[]): string {
  const reasons = new Set(
    cases.flatMap(({ verdict, reason }) =>
      verdict === 'not-judged' && reason !== undefined ? [reason] : [],
    ),
  )
  return reasons.size === 0 ? '' : `: ${printable([...reasons].slice(0, mostReasons).join('; '))}`
}

interface Output {
  readonly chosen: ChosenReporter
  readonly reporter: Reporter
  readonly close: () => void
}

function openOutput(chosen: ChosenReporter, io: Io): Output {
  const { make, file, stream } = chosen
  const { env } = io
  if (file === undefined) {
    const mayReveal = io.isTerminal[stream]
    const terminal = { styles: stylesFor(io, stream), columns: io.columns, mayReveal }
    return {
      chosen,
      reporter: make({ write: (text) => io[stream].write(text), terminal, env }),
      close: () => undefined,
    }
  }
  const texts: string[] = []
  const terminal = { styles: stylesFor({ ...io, env: { NO_COLOR: '1' } }, 'stdout'), columns: undefined }
  return {
    chosen,
    reporter: make({ write: (text) => texts.push(text), terminal, env }),
    close: () => writeReport(resolve(io.cwd, file), texts.join('')),
  }
}

function writeReport(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } catch (error) {
    throw new RingbackError('report-not-written', `Cannot write the report ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

/** Without `pretty` on the terminal a person still sees how the run went, and where the reports are. */
function printVerdict(
  outputs: readonly Output[],
  cases: readonly JudgedCase[],
  notes: readonly string[],
  io: Io,
): void {
  const { green, red, yellow } = stylesFor(io, 'stderr')
  const isShown = outputs.some(({ chosen }) => chosen.name === 'pretty' && chosen.file === undefined)
  const counts = countCases(cases)
  if (!isShown) {
    for (const { suite, name, problems } of cases.filter(({ verdict }) => verdict === 'failed')) {
      const problem = mainProblem(problems)
      const text = [suite, name, ...(problem === undefined ? [] : [problem.message])].join(': ')
      io.stderr.write(`${red('FAILED')} ${printable(text)}\n`)
    }
    for (const note of notes) io.stderr.write(`${yellow(note)}\n`)
    io.stderr.write(`${(counts.failed === 0 ? green : red)(countsText(counts))}\n`)
  }
  for (const { chosen } of outputs) {
    if (chosen.file !== undefined) io.stderr.write(`Wrote ${chosen.file} (${chosen.name}).\n`)
  }
}
