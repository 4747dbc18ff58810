import type { Served } from '../process/served.ts'

/** What contestants are started with. */
export interface Setup {
  /** The URL of the app that answers. */
  readonly app: string
  /** The file that `ringback` starts, of a package installed outside of this repository. */
  readonly command: string
  /** That file of an older installation, to compare with; undefined for none. */
  readonly before: string | undefined
}

/** A proxy that was started. */
export interface Running {
  readonly served: Served
  /** How many exchanges it has answered and not yet recorded. Of one that does not put off work: 0. */
  waiting(): number
}

/** A proxy that can be put in front of the app. */
export interface Contestant {
  /** Its name on the command line of the bench. */
  readonly id: string
  readonly title: string
  /** Why it cannot be measured here; undefined when it can. */
  missing(setup: Setup): string | undefined
  /** Starts it in an empty folder of its own. */
  start(setup: Setup, folder: string): Promise<Running>
}
