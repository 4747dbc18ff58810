import { messageOf, printable, RingbackError } from '@ringback/common'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { count } from '../format/count.ts'
import type { JudgedCase, ReportedProblem } from '../reporters/judged.ts'
import type { RunEnd } from '../reporters/report-run.ts'
import type { ReportItem } from '../reporters/reporter.ts'
import type { Io } from '../shell/io.ts'
import { missingReason, type Baseline, type BaselineCommand, type BaselineEntry } from './baseline.ts'

/** Which findings of a command are accepted. */
export interface Acceptance {
  readonly command: BaselineCommand
  readonly baseline: Baseline
  /** Findings of this run are accepted too, and written to the file. */
  readonly update: boolean
  readonly io: Pick<Io, 'cwd'>
}

/** Why a finding is accepted; undefined when it is not. */
export type ReasonOf = (id: string) => string | undefined

/** The reasons of a baseline's entries for a command. */
export function reasonsOf(acceptance: Acceptance | undefined): ReasonOf {
  const entries = acceptance === undefined ? [] : entriesOf(acceptance)
  const reasons = new Map(entries.map(({ id, reason }) => [id, reason]))
  return (id) => reasons.get(id)
}

/**
 * A run in which accepted findings do not fail. Its notes say how many were accepted, which have no reason yet, and which
 * did not show in a complete run. With `update` the file is written at the end.
 */
export async function* withBaseline(
  items: AsyncGenerator<ReportItem, RunEnd, undefined>,
  acceptance: Acceptance | undefined,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  if (acceptance === undefined) return yield* items
  const reasonOf = reasonsOf(acceptance)
  const seen = new Map<string, BaselineEntry>()
  let next = await items.next()
  while (next.done !== true) {
    const { cases, ...item } = next.value
    yield {
      ...item,
      ...(cases !== undefined && {
        cases: cases.map((each) => judgedAgain(each, { reasonOf, update: acceptance.update, seen })),
      }),
    }
    next = await items.next()
  }
  const end = next.value
  const isComplete = end.isComplete !== false && end.nothingJudged === undefined
  const notes = [...finish(acceptance, seen, isComplete)]
  yield { lines: ({ styles }) => notes.map((note) => styles.yellow(printable(note))) }
  return { ...end, notes: [...(end.notes ?? []), ...notes] }
}

interface Judging {
  readonly reasonOf: ReasonOf
  readonly update: boolean
  /** The accepted findings that showed, by id. */
  readonly seen: Map<string, BaselineEntry>
}

/** A case with its accepted problems marked; it passes when nothing else in it is as grave as what made it fail. */
function judgedAgain(judged: JudgedCase, { reasonOf, update, seen }: Judging): JudgedCase {
  const isFailed = judged.verdict === 'failed'
  const failing = judged.problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
  const problems = judged.problems.map((problem): ReportedProblem => {
    const { fingerprint: id, code, severity } = problem
    if (id === undefined) return problem
    const isNew = update && isFailed && severity === failing
    const reason = reasonOf(id) ?? (isNew ? missingReason : undefined)
    if (reason === undefined) return problem
    seen.set(id, { id, code, where: problem.where ?? `${judged.suite}: ${judged.name}`, reason })
    return { ...problem, accepted: reason }
  })
  const isStillFailed =
    isFailed && problems.some(({ severity, accepted }) => severity === failing && accepted === undefined)
  const hasAccepted = problems.some(({ accepted }) => accepted !== undefined)
  return { ...judged, problems, ...(isFailed && hasAccepted && !isStillFailed && { verdict: 'passed' }) }
}

function* finish(
  acceptance: Acceptance,
  seen: ReadonlyMap<string, BaselineEntry>,
  isComplete: boolean,
): Generator<string> {
  const { baseline, update } = acceptance
  const { file } = baseline
  const before = entriesOf(acceptance)
  const gone = before.filter(({ id }) => !seen.has(id))
  const isNew = [...seen.values()].filter(({ id }) => !before.some((each) => each.id === id))
  if (update) {
    const kept = before.filter(({ id }) => seen.has(id) || !isComplete)
    writeBaseline(acceptance, [...kept, ...isNew])
    const removed = isComplete ? gone.length : 0
    yield `Wrote ${file}: ${isNew.length} added, ${removed} removed.`
  }
  if (seen.size > 0) yield `${count(seen.size, 'finding')} accepted in ${file}.`
  const unexplained = [...seen.values()].filter(({ reason }) => reason.trimStart().startsWith('TODO'))
  if (unexplained.length > 0)
    yield `Without a reason in ${file}: ${unexplained.map(({ id }) => id).join(', ')}. Replace "${missingReason}".`
  if (update || gone.length === 0) return
  const names = gone.map(({ id, where, reason }) => `${id} (${where}; ${reason})`).join(', ')
  yield isComplete
    ? `Accepted in ${file}, and gone: ${names}. Remove with --update-baseline.`
    : `Accepted in ${file}, and not seen in this run, which was not complete: ${names}.`
}

function entriesOf({ baseline, command }: Acceptance): readonly BaselineEntry[] {
  return baseline.entries[command] ?? []
}

/** Writes the section of a command; those of other commands stay as they are. */
function writeBaseline({ baseline, command, io }: Acceptance, entries: readonly BaselineEntry[]): void {
  const sorted = entries.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const text = JSON.stringify({ ...baseline.entries, [command]: sorted }, null, 2)
  try {
    writeFileSync(resolve(io.cwd, baseline.file), `${text}\n`)
  } catch (error) {
    throw new RingbackError(
      'baseline-not-written',
      `Cannot write the baseline ${baseline.file}: ${messageOf(error)}`,
      { cause: error },
    )
  }
}
