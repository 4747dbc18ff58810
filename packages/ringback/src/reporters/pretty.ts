import type { Reporter, ReporterContext } from './reporter.ts'

/** Lines for a person, as things happen. */
export function prettyReporter({ write, terminal }: ReporterContext): Reporter {
  return {
    take({ lines }) {
      for (const line of lines?.(terminal) ?? []) write(`${line}\n`)
    },
    end({ newNotes }) {
      for (const note of newNotes) write(`${terminal.styles.yellow(note)}\n`)
    },
  }
}
