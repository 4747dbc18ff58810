import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { toHar } from '@ringback/recording'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { openRecordings, readSelected, selectionOf } from '../../recordings/select.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { version } from '../../version.ts'

/** `ringback export har`: recordings for browsers and other tools. */
export const exportHarCommand: InstalledCommand = command({
  usage: 'har [call]',
  describe: 'Write recordings as a HAR file',
  options: (parser) =>
    parser
      .positional('call', {
        type: 'string',
        describe: 'The start of a CallSid, a recording file, or a folder',
      })
      .options({
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        output: { type: 'string', alias: 'o', describe: 'The file to write; stdout without' },
      })
      .example('$0 export har -o calls.har', ''),
  run: async ({ call, config, recordings, output }, io) => {
    const folder = recordingsFolder(recordings, await loadConfig(io, config), io)
    const selection = await selectionOf(call, folder, io)
    const store = await openRecordings(selection.directory, 'read', io)
    const selected = await readSelected(store, selection)
    await store.close()
    const text = `${JSON.stringify(toHar(selected, { version }), null, 2)}\n`
    if (output === undefined || output === '-') io.stdout.write(text)
    else {
      const path = resolve(io.cwd, output)
      await writeFile(path, text).catch((error: unknown) => {
        throw new UserError(`${path} cannot be written: ${messageOf(error)}`)
      })
      io.stderr.write(`Wrote ${count(selected.length, 'recording')} to ${path}.\n`)
    }
    return exitCode.good
  },
})
