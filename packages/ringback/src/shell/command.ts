import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import type { OptionRows, OptionsOf } from './option-row.ts'

/** A heading of a help page, and rows of a term and what it means. */
export interface HelpSection {
  readonly title: string
  readonly rows: readonly (readonly [term: string, text: string])[]
}

/** A command line of the help page, and what it does. */
export type Example = readonly [line: string, what: string]

/** A command: its options as data, and what it does with them. Its name and summary stand in `commands/index.ts`. */
export interface Command {
  /** In the order in which they are written; the usage line names them too. */
  readonly positionals: OptionRows
  readonly options: OptionRows
  readonly examples: readonly Example[]
  /** More to read, below the options. */
  readonly sections: readonly HelpSection[]
  /** `options` has been checked against the rows. */
  readonly run: (options: never, io: Io) => Promise<ExitCode>
}

/** What every command gets besides its own options. */
export interface GeneralOptions {
  readonly config?: string | undefined
  /** The options that the environment gave, in kebab case. */
  readonly fromEnvironment?: readonly string[] | undefined
}

interface Definition<Positionals, Options> {
  readonly positionals?: Positionals
  readonly options?: Options
  readonly examples?: readonly Example[]
  readonly sections?: readonly HelpSection[]
  readonly run: (
    options: OptionsOf<Positionals> & OptionsOf<Options> & GeneralOptions,
    io: Io,
  ) => Promise<ExitCode>
}

/** Types a command: `run` gets what its rows read as. */
export function command<
  // A command without rows has none that options could be read by.
  // oxlint-disable-next-line typescript/no-generated-empty-object-type
  const Positionals extends OptionRows = Record<never, never>,
  // oxlint-disable-next-line typescript/no-generated-empty-object-type
  const Options extends OptionRows = Record<never, never>,
>(definition: Definition<Positionals, Options>): Command {
  const { positionals = {}, options = {}, examples = [], sections = [], run } = definition
  return { positionals, options, examples, sections, run }
}
