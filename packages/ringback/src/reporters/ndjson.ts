import { printableJson } from '@ringback/common'
import type { Reporter, ReporterContext } from './reporter.ts'

/** Every event as a line of JSON, as it happens. */
export function ndjsonReporter({ write }: ReporterContext): Reporter {
  return {
    take({ event }) {
      if (event !== undefined) write(`${printableJson(event)}\n`)
    },
  }
}
