import type { Styles } from '../shell/styles.ts'
import type { JudgedCase } from './judged.ts'

/** How lines for a person are written: styles and width. */
export interface Terminal {
  readonly styles: Styles
  /** Columns of a line; undefined where nothing limits it. */
  readonly columns: number | undefined
  /** A person looks at it, and nothing of it is kept: real values may be shown where that was asked for. */
  readonly mayReveal?: boolean
}

/** A step of a run as reporters hear of it. */
export interface ReportItem {
  /** The engine's own event, for `json` and `ndjson`. */
  readonly event?: unknown
  /** What a person reads about it. */
  readonly lines?: (terminal: Terminal) => readonly string[]
  /** What was judged by it. */
  readonly cases?: readonly JudgedCase[]
  /** How far the run is, for a terminal only. */
  readonly progress?: string
}

/** A run that is over. */
export interface FinishedRun {
  /** `ringback replay`. */
  readonly title: string
  readonly cases: readonly JudgedCase[]
  /** What `json` prints. */
  readonly document: unknown
  /** The page of `ringback inspect` has a view for that document. */
  readonly hasView: boolean
  /** What a reader of the report has to know: it was stopped, something was not judged. A sentence each. */
  readonly notes: readonly string[]
  /** Those notes that the lines of the run do not contain. */
  readonly newNotes: readonly string[]
}

/** A listener on a run. It writes to where it was told when it was made. */
export interface Reporter {
  readonly take?: (item: ReportItem) => void
  readonly end?: (run: FinishedRun) => void | Promise<void>
}

/** Where a reporter writes, and what it may know of the surroundings. */
export interface ReporterContext {
  readonly write: (text: string) => void
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Makes a reporter for one run. */
export type ReporterFactory = (context: ReporterContext) => Reporter
