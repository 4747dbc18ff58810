import type { Reporter, ReporterContext } from './reporter.ts'

/**
 * The page of `ringback inspect` with what the command found, as one HTML file at the end: the view of its own report where
 * there is one, else what was judged, case by case.
 */
export function htmlReporter({ write }: ReporterContext): Reporter {
  return {
    async end({ title, cases, document, notes, hasView }) {
      // The page is only needed here, and takes time to load.
      const { exportReports } = await import('@ringback/inspector')
      // What JSON has no word for is left out, as it is for `json`.
      const plain: unknown = JSON.parse(JSON.stringify(hasView ? document : { title, cases, notes }))
      write(exportReports([{ name: title, document: plain }]))
    },
  }
}
