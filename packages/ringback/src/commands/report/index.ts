import { commandGroup, type InstalledCommand } from '../../shell/command.ts'
import { reportMergeCommand } from './merge.ts'

/** `ringback report`. */
export const reportCommand: InstalledCommand = commandGroup('report', 'Merge the reports of shards', [
  reportMergeCommand,
])
