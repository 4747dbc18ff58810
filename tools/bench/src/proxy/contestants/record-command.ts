import { readFileSync } from 'node:fs'
import { followRecordingLog } from '../process/recording-log.ts'
import { startServed, type Served } from '../process/served.ts'
import type { Setup } from './contestant.ts'

/** A running `ringback record`. */
export interface RecordCommand {
  readonly served: Served
  /** How many exchanges it has answered and not yet recorded. */
  waiting(): number
  /** How many it has recorded. */
  recorded(): number
}

interface RecordOptions {
  /** Further options on the command line. */
  readonly args?: readonly string[]
  /** Options of Node. */
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `ringback record <app>` in a folder, whose subfolder `recordings` it fills. Everything but the port is as by default. */
export async function startRecord(
  { app, command }: Setup,
  folder: string,
  { args = [], flags = [], env }: RecordOptions = {},
): Promise<RecordCommand> {
  const program = {
    command: process.execPath,
    args: (port: number) => [...flags, command, 'record', app, '--port', String(port), ...args],
    ...(env !== undefined && { env }),
  }
  const served = await startServed(program, folder)
  const counts = followRecordingLog(served.output)
  return {
    served,
    waiting() {
      const { kept, recorded } = counts()
      return kept - recorded
    },
    recorded: () => counts().recorded,
  }
}

/** The line with the counts that the command prints at its end, without the folder; empty before that. */
export function summaryOf({ errors }: Served): string {
  const line = readFileSync(errors, 'utf8')
    .split('\n')
    .find((each) => / recorded in /.test(each))
  return line?.replace(/ in \/.*?recordings/, '') ?? ''
}
