import { printableJson } from '@ringback/common'
import type { Reporter, ReporterContext } from './reporter.ts'

/** One JSON document at the end. */
export function jsonReporter({ write }: ReporterContext): Reporter {
  return {
    end: ({ document }) => write(`${printableJson(document, 2)}\n`),
  }
}
