import { printableJson } from '@ringback/common'
import { loadConfig } from '../../config/load-config.ts'
import { callArgument, formatOption, recordingsOption } from '../../options/shared.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { selectionOf } from '../../recordings/select.ts'
import { visible } from '../../reporters/visible.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { listOfCalls } from './list.ts'
import { transcript } from './transcript.ts'

/** `ringback show`: the recorded calls, or one of them as a transcript. */
export const showCommand: Command = command({
  positionals: {
    call: { ...callArgument, describe: 'The start of a CallSid, a recording file, or a folder' },
  },
  options: {
    all: { type: 'boolean', default: false, describe: 'Show the transcripts of all calls' },
    recordings: recordingsOption,
    format: formatOption,
  },
  examples: [
    ['ringback show', 'the recorded calls'],
    ['ringback show CA51c7', 'what the caller heard, step by step'],
  ],
  run: async ({ call, config, recordings, all, format }, io) => {
    const loaded = await loadConfig(io, config)
    const folder = recordingsFolder(recordings, loaded, io)
    const selection = await selectionOf(call, folder, loaded, io)
    const selected = await readRecordings(selection, io)
    const terminal = { styles: stylesFor(io, 'stdout'), columns: io.columns }
    const one = all || selection.name !== undefined
    const text =
      format === 'json'
        ? printableJson(selected, 2)
        : one
          ? selected.map((recording) => transcript(visible(recording), terminal)).join('\n\n')
          : listOfCalls(visible(selected), terminal)
    io.stdout.write(`${text}\n`)
    return exitCode.good
  },
})
