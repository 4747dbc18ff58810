import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { withStore } from '../../store/open-store.ts'
import { storeOption } from '../../options/shared.ts'
import { requireStore } from '../../store/store-option.ts'

/** `ringback store migrate`: makes the tables, or changes them. */
export const storeMigrateCommand: Command = command({
  options: { store: storeOption },
  examples: [['ringback store migrate', 'with RINGBACK_STORE set; once, and after each update of ringback']],
  run: async ({ config, store }, io) =>
    withStore(requireStore(store, await loadConfig(io, config), io), async ({ where, postgres, name }) => {
      const made = await postgres.migratePostgres(where)
      for (const each of made) io.stdout.write(`${each}\n`)
      io.stderr.write(`${name}: ${made.length === 0 ? 'nothing to change' : count(made.length, 'change')}.\n`)
      return exitCode.good
    }),
})
