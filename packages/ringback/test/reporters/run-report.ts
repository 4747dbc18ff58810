import { visible } from '@ringback/common'
import { Readable, Writable } from 'node:stream'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JudgedCase } from '../../src/reporters/judged.ts'
import type { ReportItem } from '../../src/reporters/reporter.ts'
import { reportRun, type RunEnd } from '../../src/reporters/report-run.ts'
import type { Io } from '../../src/shell/io.ts'

export interface Reported {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly cwd: string
  /** The job summary for GitHub; empty when there is none. */
  readonly summary: string
}

export interface ReportOptions {
  readonly reporter?: readonly string[]
  readonly passWithNothing?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly end?: RunEnd
}

/** Lets reporters listen to a run of these cases, each of them an event and a line. */
export async function report(cases: readonly JudgedCase[], options: ReportOptions = {}): Promise<Reported> {
  const [stdout, stderr] = [collector(), collector()]
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-report-'))
  const file = join(cwd, 'summary.md')
  const io: Io = {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { GITHUB_STEP_SUMMARY: file, ...options.env },
    cwd,
    isTerminal: { stdin: false, stdout: false, stderr: false },
    columns: undefined,
    onSignal: () => () => undefined,
  }
  const code = await reportRun(items(cases, options.end ?? {}), {
    title: 'ringback test',
    options: { reporter: options.reporter, passWithNothing: options.passWithNothing ?? false },
    io,
    noun: 'thing',
  })
  const summary = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return { code, stdout: stdout.text(), stderr: stderr.text(), cwd, summary }
}

async function* items(
  cases: readonly JudgedCase[],
  end: RunEnd,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  for (const judged of cases) {
    yield {
      event: { type: 'case', judged },
      lines: () => [`${judged.verdict} ${visible(judged.name)}`],
      cases: [judged],
    }
  }
  return end
}

function collector(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}
