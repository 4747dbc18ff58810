import { printableJson, RingbackError, visible } from '@ringback/common'
import { loadConfig } from '../../config/load-config.ts'
import { writeLines } from '../../format/write-lines.ts'
import { formatOption, redactionOptions, storeOption } from '../../options/shared.ts'
import { placeName, recordingsPlace } from '../../recordings/place.ts'
import { requireTerminalToReveal } from '../../recordings/require-terminal.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { compareFolder } from './compare-folder.ts'
import { linesOfDrift } from './lines.ts'

/** `ringback drift`: what recorded traffic and the catalog disagree about, with the rows of the catalog to change. */
export const driftCommand: Command = command({
  positionals: {
    folder: {
      type: 'string',
      describe: 'Folder of the recordings (default: `recordings` in ringback.config.ts, or recordings)',
    },
  },
  options: {
    store: storeOption,
    reveal: {
      ...redactionOptions.reveal,
      describe: 'Show values that redaction replaced as they were, on the terminal only',
    },
    format: formatOption,
  },
  examples: [
    ['ringback drift', 'what Twilio sent that ringback does not know'],
    ['ringback drift --format json', 'the same with all rows, for a program'],
  ],
  run: async ({ folder, store, config, reveal, format }, io) => {
    if (reveal) requireTerminalToReveal(io)
    const loaded = await loadConfig(io, config)
    const place = recordingsPlace({ recordings: folder, store }, loaded, io)
    const drift = await compareFolder({ place, loaded, reveal }, io)
    if (drift.webhooks === 0) {
      throw new RingbackError('nothing-to-compare', `No webhook of Twilio in ${placeName(place)}.`, {
        remedy: 'Requests count that Twilio signed, or that are of a kind of voice webhooks.',
      })
    }
    if (format === 'json') io.stdout.write(`${printableJson(drift, 2)}\n`)
    else {
      const terminal = { styles: stylesFor(io, 'stdout'), columns: io.columns }
      writeLines(linesOfDrift(visible(drift), terminal), io.stdout)
    }
    return drift.findings.length === 0 ? exitCode.good : exitCode.findings
  },
})
