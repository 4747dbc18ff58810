import { RingbackError } from '@ringback/common'
import { originalsFolderOf, pruneOriginals } from '@ringback/redaction/node'
import { existsSync } from 'node:fs'
import { loadConfig } from '../../config/load-config.ts'
import { ageMs } from '../../format/age.ts'
import { bytesText } from '../../format/bytes-text.ts'
import { count } from '../../format/count.ts'
import { recordingsOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'

/** `ringback originals prune`: removes originals that nobody needs. */
export const originalsPruneCommand: Command = command({
  options: {
    'older-than': {
      type: 'string',
      placeholder: '<age>',
      describe: 'Also remove originals of calls that began longer ago: 30d, 12h or 8w',
    },
    'dry-run': {
      type: 'boolean',
      default: false,
      describe: 'Show what would be removed, and remove nothing',
    },
    recordings: recordingsOption,
  },
  examples: [
    ['ringback originals prune --dry-run', 'originals whose recording was deleted'],
    ['ringback originals prune --older-than 30d', 'and those of calls before the last 30 days'],
  ],
  run: async ({ config, recordings, olderThan, dryRun }, io) => {
    const before = olderThan === undefined ? undefined : Date.now() - ageMs(olderThan, '--older-than')
    const folder = recordingsFolder(recordings, await loadConfig(io, config), io)
    await settleFirst({ folder }, io)
    if (!existsSync(originalsFolderOf(folder))) {
      throw new RingbackError('no-originals', `There are no originals in ${folder}.`, {
        remedy: 'Pass the folder of the recordings with --recordings.',
      })
    }
    const pruned = await pruneOriginals({
      recordings: folder,
      dryRun,
      ...(before !== undefined && { before }),
      onDamage: (damage) => reportDamage(io, damage),
    })
    const why = { 'no-recording': 'its recording is gone', old: `older than ${olderThan}` } as const
    for (const { file, bytes, reason } of pruned) {
      io.stdout.write(`${file}  ${bytesText(bytes)}  ${why[reason]}\n`)
    }
    const total = bytesText(pruned.reduce((sum, { bytes }) => sum + bytes, 0))
    io.stderr.write(
      `${dryRun ? 'Would remove' : 'Removed'} ${count(pruned.length, 'original file')}, ${total}.\n`,
    )
    return exitCode.good
  },
})
