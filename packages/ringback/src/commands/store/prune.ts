import { ageMs } from '../../format/age.ts'
import { count } from '../../format/count.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { storeOption, withStore } from '../../store/with-store.ts'

/** `ringback store prune`: removes old calls. */
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
  run: async ({ store, olderThan }, io) => {
    const before = new Date(Date.now() - ageMs(olderThan, '--older-than')).toISOString()
    return withStore(store, io, async ({ where, postgres }) => {
      await postgres.openPostgresStore(where)
      const { exchanges, legs, months } = await postgres.prunePostgres(where, before)
      for (const month of months) io.stdout.write(`${month}\n`)
      io.stderr.write(
        `Removed ${count(exchanges, 'exchange')} of ${count(legs, 'leg')}, and ${count(months.length, 'empty month')}.\n`,
      )
      return exitCode.good
    })
  },
})
