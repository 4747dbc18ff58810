import * as v from 'valibot'
import type { ResultsReportView } from '../model/report-view.ts'
import { severity, text, texts, twilioCode } from './fields.ts'
import { parsed } from './parsed.ts'

const problem = v.object({
  code: v.string(),
  severity,
  message: v.string(),
  file: text,
  line: v.optional(v.number()),
  twilioCode,
  reproduce: text,
  accepted: text,
})

const schema = v.object({
  title: v.string(),
  notes: texts,
  cases: v.array(
    v.object({
      suite: v.string(),
      name: v.string(),
      verdict: v.picklist(['passed', 'failed', 'pending', 'not-judged']),
      reason: text,
      problems: v.array(problem),
    }),
  ),
})

/** Reads what a command judged: its title, notes and cases. @throws {RingbackError} `bad-report`. */
export function readResultsReport(document: unknown, name: string): ResultsReportView {
  const { title, notes, cases } = parsed(schema, document, name)
  return {
    kind: 'results',
    title,
    notes,
    results: cases.map(({ problems, ...rest }) => ({
      ...rest,
      problems: problems.map(({ file, line, reproduce, ...each }) => ({
        ...each,
        where: file === null ? null : line === undefined ? file : `${file}:${line}`,
        command: reproduce,
      })),
    })),
  }
}
