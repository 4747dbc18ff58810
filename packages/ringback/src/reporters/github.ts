import { printable } from '@ringback/common'
import { appendFileSync } from 'node:fs'
import { countCases, countsText, type JudgedCase, type ReportedProblem } from './judged.ts'
import type { FinishedRun, Reporter, ReporterContext } from './reporter.ts'

/** GitHub shows no more than these of one step. */
const mostAnnotations = 10
/** A summary may have 1 MiB; this many problems always fit. */
const mostListed = 100
const longestMessage = 2000

/** Annotations of GitHub Actions, and a summary of the job in the file that GITHUB_STEP_SUMMARY names. */
export function githubReporter({ write, env }: ReporterContext): Reporter {
  return {
    end(run) {
      const problems = problemsOf(run.cases)
      for (const problem of problems.slice(0, mostAnnotations)) write(`${annotation(run.title, problem)}\n`)
      for (const note of run.notes) write(`::warning title=${property(run.title)}::${data(note)}\n`)
      const file = env.GITHUB_STEP_SUMMARY
      if (file !== undefined && file !== '') appendFileSync(file, jobSummary(run, problems))
    },
  }
}

/** Errors first; hints and accepted findings are none of GitHub's business. */
function problemsOf(cases: readonly JudgedCase[]): readonly ReportedProblem[] {
  const all = cases.flatMap(({ problems }) => problems.filter(({ accepted }) => accepted === undefined))
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ]
}

function annotation(title: string, problem: ReportedProblem): string {
  const { severity, file, line, column, code, message, reproduce } = problem
  const place = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(`${title}: ${code}`)}`,
  ].join(',')
  const text = reproduce === undefined ? message : `${message}\n${reproduce}`
  return `::${severity === 'error' ? 'error' : 'warning'} ${place}::${data(text.slice(0, longestMessage))}`
}

/** Text of a workflow command. */
function data(text: string): string {
  return printable(text.replaceAll('\r', ''), { keepLines: true })
    .replaceAll('%', '%25')
    .replaceAll('\n', '%0A')
}

/** A property of a workflow command. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function jobSummary({ title, cases, notes }: FinishedRun, problems: readonly ReportedProblem[]): string {
  const more = problems.length - mostListed
  return [
    `### ${html(title)}: ${countsText(countCases(cases))}`,
    '',
    ...notes.flatMap((note) => [html(note), '']),
    ...(problems.length === 0
      ? []
      : [
          '| | What | Where |',
          '| --- | --- | --- |',
          ...problems.slice(0, mostListed).map(summaryRow),
          ...(more > 0 ? ['', `And ${more} more.`] : []),
        ]),
    '',
    '',
  ].join('\n')
}

function summaryRow({ severity, message, code, file, reproduce }: ReportedProblem): string {
  const what = [
    html(message.slice(0, longestMessage)),
    ...(reproduce === undefined ? [] : [`<code>${html(reproduce.slice(0, longestMessage))}</code>`]),
  ].join('<br>')
  return `| ${severity} | ${what} | ${html(file ?? code)} |`
}

/** Text in a cell of a Markdown table, with everything in it that Markdown or HTML would act upon taken literally. */
function html(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,;()/?=-]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 32 ? ' ' : `&#${code};`
  })
}
