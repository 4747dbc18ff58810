import { loadConfig } from '../../config/load-config.ts'
import { bytesText } from '../../format/bytes-text.ts'
import { table } from '../../format/table.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { withStore } from '../../store/open-store.ts'
import { storeOption } from '../../options/shared.ts'
import { requireStore } from '../../store/store-option.ts'

/** `ringback store stats`: what is in the database. */
export const storeStatsCommand: Command = command({
  options: {
    store: storeOption,
    format: { type: 'string', choices: ['pretty', 'json'], default: 'pretty', describe: 'How to print it' },
  },
  examples: [['ringback store stats --format json', 'for a script']],
  run: async ({ config, store, format }, io) =>
    withStore(requireStore(store, await loadConfig(io, config), io), async ({ where, postgres }) => {
      await postgres.assertMigrated(where)
      const found = await postgres.postgresStatistics(where)
      if (format === 'json') io.stdout.write(`${JSON.stringify(found)}\n`)
      else {
        const { calls, exchanges, problems, originals, first, last, bytes, keyId } = found
        const rows = [
          ['calls', String(calls)],
          ['exchanges', String(exchanges)],
          ['with a problem', String(problems)],
          ['with an original', String(originals)],
          ['first', first ?? '-'],
          ['last', last ?? '-'],
          ['size', bytesText(bytes)],
          ['redaction key', keyId ?? '-'],
        ]
        io.stdout.write(`${table(rows)}\n`)
      }
      return exitCode.good
    }),
})
