import { messageOf, printable, RingbackError } from '@ringback/common'
import { randomInt } from 'node:crypto'
import { createExchangeIds, fromHar, type HarImport } from '@ringback/recording'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { readInput } from '../../input/read-input.ts'
import { originalsOption, redactOption, recordingsOption, storeOption } from '../../options/shared.ts'
import { writeExchanges } from '../../recordings/write-exchanges.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { version } from '../../version.ts'

/** `ringback import har`: webhooks that another tool saw, redacted and kept as recordings. */
export const importHarCommand: Command = command({
  positionals: { file: { type: 'string', describe: 'A HAR file; - for stdin (the default)' } },
  options: {
    recordings: recordingsOption,
    store: storeOption,
    redact: redactOption,
    originals: originalsOption,
  },
  examples: [['ringback import har browser.har', 'what a browser or another proxy saw']],
  run: async ({ file, config, recordings, store, redact, originals }, io) => {
    const loaded = await loadConfig(io, config)
    const imported = read(new TextDecoder().decode(await readInput(io, file)), file)
    const exchanges = imported.recordings.flatMap((recording) => recording.exchanges)
    const folder = await writeExchanges(exchanges, { recordings, store, redact, originals }, loaded, io)
    for (const { entry, reason } of imported.skipped) {
      io.stderr.write(`Skipped entry ${entry + 1}: ${printable(reason)}\n`)
    }
    io.stdout.write(
      `Imported ${count(exchanges.length, 'exchange')} of ${count(imported.recordings.length, 'call')} into ${folder}.\n`,
    )
    return imported.skipped.length === 0 ? exitCode.good : exitCode.findings
  },
})

function read(text: string, file: string | undefined): HarImport {
  try {
    const nextId = createExchangeIds({ now: Date.now, random: () => randomInt(2 ** 32) / 2 ** 32 })
    return fromHar(JSON.parse(text), { nextId, version, ...(file !== undefined && { source: file }) })
  } catch (error) {
    throw new RingbackError('not-har', `${file ?? 'stdin'} is not a HAR file: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
