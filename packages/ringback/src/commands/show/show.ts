import { loadConfig } from '../../config/load-config.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { openRecordings, readSelected, selectionOf } from '../../recordings/select.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { listOfCalls } from './list.ts'
import { transcript } from './transcript.ts'

/** `ringback show`: the recorded calls, or one of them as a transcript. */
export const showCommand: InstalledCommand = command({
  usage: 'show [call]',
  describe: 'Show the recorded calls, or one as a readable transcript',
  options: (parser) =>
    parser
      .positional('call', {
        type: 'string',
        describe: 'The start of a CallSid, a recording file, or a folder',
      })
      .options({
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        all: { type: 'boolean', default: false, describe: 'The transcripts of all of them' },
        format: { choices: ['pretty', 'json'] as const, default: 'pretty' as const },
      })
      .example('$0 show CA51c7', 'what the caller heard, step by step'),
  run: async ({ call, config, recordings, all, format }, io) => {
    const folder = recordingsFolder(recordings, await loadConfig(io, config), io)
    const selection = await selectionOf(call, folder, io)
    const store = await openRecordings(selection.directory, 'read', io)
    const selected = await readSelected(store, selection)
    await store.close()
    const styles = stylesFor(io, 'stdout')
    const one = all || selection.callSid !== undefined
    const text =
      format === 'json'
        ? JSON.stringify(selected, null, 2)
        : one
          ? selected.map((recording) => transcript(recording, styles)).join('\n\n')
          : listOfCalls(selected, styles)
    io.stdout.write(`${text}\n`)
    return exitCode.good
  },
})
