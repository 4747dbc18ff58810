/** Findings that a team has accepted, from a file that is kept in git. */
export interface Baseline {
  /** The file, as it was written on the command line. */
  readonly file: string
  /** The entries of each command: `fuzz`, `map`, `contract verify`. */
  readonly entries: Readonly<Record<string, readonly BaselineEntry[]>>
}

/** A finding that was accepted. */
export interface BaselineEntry {
  /** The id of the finding, which depends on its cause. */
  readonly id: string
  readonly code: string
  /** Where it occurs: a webhook kind, a place in the phone tree, an interaction. */
  readonly where: string
  /** Why it is accepted. */
  readonly reason: string
}

/** The reason of an entry that `--update-baseline` has added. */
export const missingReason = 'TODO: say why'

/** The commands that have a section in the file. */
export const baselineCommands = ['fuzz', 'map', 'contract verify'] as const

/** A command that has a section in the file. */
export type BaselineCommand = (typeof baselineCommands)[number]

/** The options of the commands that take a baseline. */
export const baselineOptions = {
  baseline: {
    type: 'string',
    placeholder: '<file>',
    describe: 'JSON file of accepted findings: only others fail the run',
    group: 'Baseline',
  },
  'update-baseline': {
    type: 'boolean',
    default: false,
    describe: 'Write the findings of this run to --baseline, and remove those that are gone',
    group: 'Baseline',
  },
} as const

/** What they read as. */
export interface BaselineOptions {
  readonly baseline?: string | undefined
  readonly updateBaseline: boolean
}
