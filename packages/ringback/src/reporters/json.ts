import type { Reporter, ReporterContext } from './reporter.ts'

/** One JSON document at the end. */
export function jsonReporter({ write }: ReporterContext): Reporter {
  return {
    end: ({ document }) => write(`${JSON.stringify(document, null, 2)}\n`),
  }
}
