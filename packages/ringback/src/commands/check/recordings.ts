import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { openRecordings } from '../../recordings/select.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'

/** `ringback check recordings`: reads every recording, so that a pipeline finds damage before a replay misses it. */
export const checkRecordingsCommand: Command = command({
  positionals: {
    folder: {
      type: 'string',
      describe: 'Folder of the recordings (default: `recordings` in ringback.config.ts, or recordings)',
    },
  },
  examples: [['ringback check recordings', 'in CI, before ringback replay']],
  run: async ({ folder, config }, io) => {
    const directory = recordingsFolder(folder, await loadConfig(io, config), io)
    const store = await openRecordings(directory, 'read', io)
    let calls = 0
    let exchanges = 0
    for await (const recording of store.list()) {
      calls += 1
      exchanges += recording.exchanges.length
    }
    const damaged = store.damage().length
    await store.close()
    const bad = damaged === 0 ? '' : `, ${count(damaged, 'damaged file')}`
    io.stdout.write(`${directory}: ${count(calls, 'recording')}, ${count(exchanges, 'exchange')}${bad}.\n`)
    return damaged === 0 ? exitCode.good : exitCode.couldNotRun
  },
})
