import type { Command } from './command.ts'

/** A command as the help pages list it. Its code is loaded when it is asked for: most need a part of ringback only. */
export interface CommandEntry {
  /** Its name and its positional arguments: `replay [app] [call]`; with `<command>` it only holds subcommands. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly describe: string
  /** The heading that it stands under on the first help page. */
  readonly group?: string
  readonly load?: () => Promise<Command>
  readonly subcommands?: readonly CommandEntry[]
}

/** The first word of the usage. */
export function nameOf({ usage }: CommandEntry): string {
  return usage.split(' ', 1)[0] ?? usage
}
