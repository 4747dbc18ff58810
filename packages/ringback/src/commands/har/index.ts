import { commandGroup, type InstalledCommand } from '../../shell/command.ts'
import { exportHarCommand } from './export-har.ts'
import { importHarCommand } from './import-har.ts'

/** `ringback export`. */
export const exportCommand: InstalledCommand = commandGroup('export', 'Write recordings in another format', [
  exportHarCommand,
])

/** `ringback import`. */
export const importCommand: InstalledCommand = commandGroup('import', 'Keep what another tool recorded', [
  importHarCommand,
])
