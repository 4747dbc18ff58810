import { printableJson } from '@ringback/common'
import { toHar } from '@ringback/recording'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { writeOutput } from '../../format/write-output.ts'
import { callArgument, recordingsOption, storeOption } from '../../options/shared.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { selectionOf } from '../../recordings/select.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { version } from '../../version.ts'

/** `ringback export har`: recordings for browsers and other tools. */
export const exportHarCommand: Command = command({
  positionals: { call: callArgument },
  options: {
    output: {
      type: 'string',
      alias: 'o',
      placeholder: '<file>',
      describe: 'The file to write (default: stdout)',
    },
    recordings: recordingsOption,
    store: storeOption,
  },
  examples: [['ringback export har -o calls.har', 'all recorded calls']],
  run: async ({ call, config, recordings, store, output }, io) => {
    const loaded = await loadConfig(io, config)
    const place = recordingsPlace({ recordings, store }, loaded, io)
    const selected = await readRecordings(await selectionOf(call, place, loaded, io), io)
    const text = `${printableJson(toHar(selected, { version }), 2)}\n`
    if (output === undefined || output === '-') io.stdout.write(text)
    else {
      const path = await writeOutput(output, text, io)
      io.stderr.write(`Wrote ${count(selected.length, 'recording')} to ${path}.\n`)
    }
    return exitCode.good
  },
})
