import type { InstalledCommand } from '../shell/command.ts'

/** Every command, in the order of the help page. */
export const commands: readonly InstalledCommand[] = []
