import { printableJson } from '@ringback/common'
import { version } from '../version.ts'
import type { ReportedProblem } from './judged.ts'
import type { FinishedRun, Reporter, ReporterContext } from './reporter.ts'

/** SARIF 2.1.0 at the end, which code hosts show beside the code. */
export function sarifReporter({ write }: ReporterContext): Reporter {
  return { end: (run) => write(`${printableJson(sarif(run), 2)}\n`) }
}

function sarif({ title, cases, notes }: FinishedRun): object {
  const problems = cases.flatMap((judged) => judged.problems)
  const codes = [...new Set(problems.map(({ code }) => code))]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: title, semanticVersion: version, rules: codes.map((id) => ({ id })) },
        },
        invocations: [
          {
            executionSuccessful: true,
            ...(notes.length > 0 && {
              toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
            }),
          },
        ],
        results: problems.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  }
}

function resultOf(problem: ReportedProblem, ruleIndex: number): object {
  const { code, severity, message, reproduce, fingerprint, file, accepted } = problem
  return {
    ruleId: code,
    ruleIndex,
    level: severity === 'info' ? 'note' : severity,
    message: { text: reproduce === undefined ? message : `${message}\n${reproduce}` },
    ...(fingerprint !== undefined && { partialFingerprints: { ringbackFinding: fingerprint } }),
    ...(accepted !== undefined && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: accepted }],
    }),
    locations: file === undefined ? [] : [{ physicalLocation: locationOf(problem, file) }],
  }
}

function locationOf({ line, column }: ReportedProblem, file: string): object {
  return {
    artifactLocation: { uri: file.toWellFormed().split(/[\\/]/).map(encodeURIComponent).join('/') },
    ...(line !== undefined && {
      region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
    }),
  }
}
