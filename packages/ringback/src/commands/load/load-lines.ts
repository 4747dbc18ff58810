import { debuggerCodeRow, limits } from '@ringback/catalog'
import { visible } from '@ringback/common'
import type {
  FirstAudioReport,
  LoadProgress,
  LoadReport,
  LoggedProblem,
  ProblemExample,
} from '@ringback/simulator/load'
import { count } from '../../format/count.ts'
import { table } from '../../format/table.ts'
import { wrap } from '../../format/wrap.ts'
import type { Terminal } from '../../reporters/reporter.ts'

/** Machines that start apart for longer than this share of the load are said to. */
const apartShare = 0.1

/** Why a load is not good, a sentence each; none for a good one. */
export function findingsOf({ calls, firstAudio, problems, routes, settings }: LoadReport): readonly string[] {
  const { budgetMs } = settings
  const audioBudgetMs = settings.firstAudioBudgetMs ?? Infinity
  const errors = problems.filter(({ level }) => level === 'error')
  return [
    ...(calls.started === 0 ? ['No call was started.'] : []),
    ...(errors.length === 0 ? [] : [`${count(calls.failed, 'call')} of ${calls.started} met an error.`]),
    ...(calls.missed === 0
      ? []
      : [`${count(calls.missed, 'call')} were due and not started, as ${settings.calls} were going on.`]),
    ...routes
      .filter(({ p95Ms }) => p95Ms > budgetMs)
      .map(
        ({ kind, path, p95Ms }) =>
          `p95 of ${kind} ${path} is ${timeText(p95Ms)}, above the budget of ${timeText(budgetMs)}.`,
      ),
    ...firstAudio
      .filter(({ p95Ms }) => p95Ms > audioBudgetMs)
      .map(
        (turns) =>
          `p95 of ${turnText(turns)} is ${timeText(turns.p95Ms)}, above the budget of ${timeText(audioBudgetMs)} for first audio.`,
      ),
  ]
}

/** The report as it is written to files, with its findings. */
export function loadDocument(report: LoadReport): LoadReport & { readonly findings: readonly string[] } {
  return { ...report, findings: findingsOf(report) }
}

/** The report for a person. */
export function loadLines(report: LoadReport, { styles, columns }: Terminal): readonly string[] {
  const { bold, dim, green, red, yellow } = styles
  const { calls, firstAudio, problems, requests, settings, stopped } = report
  const audioBudgetMs = settings.firstAudioBudgetMs
  const findings = findingsOf(report)
  const limit = timeText(limits.totalTimeoutMs)
  const lines = [
    ...(stopped ? [yellow('Stopped. What was answered so far:')] : []),
    `${bold('Calls')} ${calls.started} started, ${calls.completed} completed, ${calls.failed} failed, ${calls.unfinished} unfinished; ${report.callsPerSecond.toFixed(1)} new ones a second, at most ${calls.mostAtOnce} at once`,
    `${bold('Requests')} ${requests.count}, ${report.requestsPerSecond.toFixed(1)} a second, in ${report.seconds.toFixed(1)} s`,
  ]
  return [
    ...lines.flatMap((line) => wrap(line, columns, 2)),
    '',
    ...table(routeRows(report), columns).split('\n'),
    '',
    ...(firstAudio.length === 0 ? [] : [...table(audioRows(firstAudio), columns).split('\n'), '']),
    ...problems.flatMap((problem) => [
      ...wrap((problem.level === 'error' ? red : yellow)(problemText(problem)), columns, 2),
      ...wrap(dim(`  ${visible(exampleText(problem.example))}`), columns, 4),
    ]),
    ...(report.startedApartSeconds > settings.durationSeconds * apartShare
      ? wrap(
          yellow(
            `The machines did not start together: the last one ${report.startedApartSeconds.toFixed(1)} s after the first, by their clocks. The load was never whole for that long.`,
          ),
          columns,
          2,
        )
      : []),
    ...(report.late.p99Ms > settings.budgetMs / 10
      ? wrap(
          yellow(
            `This process started calls up to ${timeText(report.late.maxMs)} late: this machine is too slow for the load, and its delay is in the times.`,
          ),
          columns,
          2,
        )
      : []),
    ...findings.flatMap((finding) => wrap(red(finding), columns, 2)),
    ...(findings.length === 0
      ? wrap(
          green(
            `p95 of every route is within the budget of ${timeText(settings.budgetMs)}${audioBudgetMs === null ? '' : `, and that of first audio within ${timeText(audioBudgetMs)}`}.`,
          ),
          columns,
          2,
        )
      : []),
    dim(`Twilio gives up after ${limit}.`),
  ]
}

function routeRows({ routes }: LoadReport): readonly (readonly string[])[] {
  return [
    ['route', 'requests', 'failed', 'p50', 'p95', 'p99', 'max', 'over 15 s'],
    ...routes.map((route) => [
      `${route.kind} ${route.path}`,
      String(route.count),
      String(route.failed),
      ...[route.p50Ms, route.p95Ms, route.p99Ms, route.maxMs].map(timeText),
      String(route.overLimit),
    ]),
  ]
}

function audioRows(firstAudio: readonly FirstAudioReport[]): readonly (readonly string[])[] {
  return [
    ['first audio', 'turns', 'unanswered', 'p50', 'p95', 'p99', 'max'],
    ...firstAudio.map((turns) => [
      turnText(turns),
      String(turns.count + turns.unanswered),
      String(turns.unanswered),
      ...[turns.p50Ms, turns.p95Ms, turns.p99Ms, turns.maxMs].map((ms) =>
        turns.count === 0 ? '-' : timeText(ms),
      ),
    ]),
  ]
}

/** Whose first audio: `ConversationRelay, after the caller`. */
function turnText({ protocol, cause }: FirstAudioReport): string {
  const name = protocol === 'media-streams' ? 'Media Stream' : 'ConversationRelay'
  return `${name}, ${cause === 'start' ? 'from its start' : 'after the caller'}`
}

function problemText({ level, twilioCode, code, count: times }: LoggedProblem): string {
  const title = twilioCode === null ? undefined : debuggerCodeRow(twilioCode)?.title
  return `${level} ${twilioCode ?? code}${title === undefined ? '' : ` ${title}`}: ${count(times, 'time')}`
}

function exampleText({ callSid, keys, message }: ProblemExample): string {
  return `${callSid}${keys === '' ? '' : `, keys ${keys}`}: ${message}`
}

/** One line for a terminal. */
export function progressText(progress: LoadProgress): string {
  const { seconds, started, running, callsPerSecond, requests, p95Ms, errors } = progress
  return `${seconds.toFixed(0)} s: ${started} calls started, ${callsPerSecond.toFixed(1)} a second, ${running} going on; ${requests} requests, p95 ${timeText(p95Ms)}; ${count(errors, 'error')}`
}

/** `12 ms`, `1.50 s`. */
export function timeText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(ms % 1000 === 0 ? 0 : 2)} s`
  return `${ms >= 10 ? Math.round(ms) : ms.toFixed(1)} ms`
}
