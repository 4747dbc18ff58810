import type { InstalledCommand } from '../shell/command.ts'
import { catalogCommand } from './catalog.ts'
import { recordCommand } from './record/record.ts'
import { replayCommand } from './replay/replay.ts'
import { showCommand } from './show/show.ts'

/** Every command, in the order of the help page. */
export const commands: readonly InstalledCommand[] = [
  recordCommand,
  replayCommand,
  showCommand,
  catalogCommand,
]
