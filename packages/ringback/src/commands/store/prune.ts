import { loadConfig } from '../../config/load-config.ts'
import { ageMs } from '../../format/age.ts'
import { count } from '../../format/count.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { withStore } from '../../store/open-store.ts'
import { storeOption } from '../../options/shared.ts'
import { requireStore } from '../../store/store-option.ts'

/** `ringback store prune`: removes old calls, with their originals. */
export const storePruneCommand: Command = command({
  options: {
    store: storeOption,
    'older-than': {
      type: 'string',
      required: true,
      placeholder: '<age>',
      describe: 'Remove the calls whose last exchange is older: 30d, 12h or 8w',
    },
  },
  examples: [['ringback store prune --older-than 30d', 'each night; recording goes on meanwhile']],
  run: async ({ config, store, olderThan }, io) => {
    const before = new Date(Date.now() - ageMs(olderThan, '--older-than')).toISOString()
    return withStore(requireStore(store, await loadConfig(io, config), io), async ({ where, postgres }) => {
      await postgres.assertMigrated(where)
      const { exchanges, legs, originals, months } = await postgres.prunePostgres(where, before)
      for (const month of months) io.stdout.write(`${month}\n`)
      io.stderr.write(
        `Removed ${count(exchanges, 'exchange')} of ${count(legs, 'leg')}, ${count(originals, 'original')}, and ${count(months.length, 'empty month')}.\n`,
      )
      return exitCode.good
    })
  },
})
