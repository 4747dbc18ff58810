import type { ArgumentsCamelCase, Argv } from 'yargs'
import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'

/** Options as a command reads them: camel case, and with those that every command has. */
export type OptionsOf<Options> = ArgumentsCamelCase<Options> & { readonly config?: string | undefined }

/** One command of the command line: its options for yargs, and what it does with them. */
export interface Command<Options = unknown> {
  /** Name and positionals in yargs' notation: `show [call]`. Several words make a nested command. */
  readonly usage: string
  readonly describe: string
  options(parser: Argv): Argv<Options>
  /** Commands below this one, which also runs by itself: `sign` and `sign verify`. */
  readonly subcommands?: readonly InstalledCommand[]
  run(options: OptionsOf<Options>, io: Io): Promise<ExitCode>
}

/** Adds a command to a parser; yargs calls `done` with the exit code when the command was the one asked for. */
export type InstalledCommand = (parser: Argv, io: Io, done: (code: ExitCode) => void) => Argv

/** A command that can be installed. The options stay typed inside, and are nobody's business outside. */
export function command<Options>(definition: Command<Options>): InstalledCommand {
  return (parser, io, done) =>
    parser.command<Options>({
      command: definition.usage,
      describe: definition.describe,
      builder: (yargs) =>
        definition.options(
          (definition.subcommands ?? []).reduce<Argv>((inner, member) => member(inner, io, done), yargs),
        ),
      handler: async (options) => done(await definition.run(options, io)),
    })
}

/** A command that only holds others: `check webhook`, `check twiml`. */
export function commandGroup(
  name: string,
  describe: string,
  members: readonly InstalledCommand[],
): InstalledCommand {
  return (parser, io, done) =>
    parser.command(
      `${name} <command>`,
      describe,
      (yargs) =>
        members
          .reduce<Argv>((inner, member) => member(inner, io, done), yargs)
          .demandCommand(1, `Say what to ${name}.`),
      () => undefined,
    )
}
