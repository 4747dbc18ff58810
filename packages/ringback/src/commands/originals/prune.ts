import { RingbackError } from '@ringback/common'
import { originalsFolderOf, pruneOriginals, type PrunedOriginal } from '@ringback/redaction/node'
import { existsSync } from 'node:fs'
import { loadConfig } from '../../config/load-config.ts'
import { ageMs } from '../../format/age.ts'
import { bytesText } from '../../format/bytes-text.ts'
import { count } from '../../format/count.ts'
import { recordingsOption, storeOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { withStore } from '../../store/open-store.ts'
import type { StoreAddress } from '../../store/store-address.ts'

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
    store: storeOption,
  },
  examples: [
    ['ringback originals prune --dry-run', 'originals whose recording was deleted'],
    ['ringback originals prune --older-than 30d', 'and those of calls before the last 30 days'],
    [
      'ringback originals prune --older-than 30d --store postgres://db.example.com/ringback',
      'in a database: each night; recording goes on meanwhile',
    ],
  ],
  run: async ({ config, recordings, store, olderThan, dryRun }, io) => {
    const before = olderThan === undefined ? undefined : Date.now() - ageMs(olderThan, '--older-than')
    const place = recordingsPlace({ recordings, store }, await loadConfig(io, config), io)
    const which = {
      before,
      dryRun,
      why: { 'no-recording': 'its recording is gone', old: `older than ${olderThan}` },
    }
    if (place.store === undefined) await pruneFolder(place.folder, which, io)
    else await pruneDatabase(place.store, which, io)
    return exitCode.good
  },
})

interface Which {
  /** Milliseconds since 1970. */
  readonly before: number | undefined
  readonly dryRun: boolean
  /** Why one is removed, as it is printed. */
  readonly why: Readonly<Record<PrunedOriginal['reason'], string>>
}

async function pruneFolder(folder: string, { before, dryRun, why }: Which, io: Io): Promise<void> {
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
  for (const { file, bytes, reason } of pruned) {
    io.stdout.write(`${file}  ${bytesText(bytes)}  ${why[reason]}\n`)
  }
  const total = bytesText(pruned.reduce((sum, { bytes }) => sum + bytes, 0))
  io.stderr.write(
    `${dryRun ? 'Would remove' : 'Removed'} ${count(pruned.length, 'original file')}, ${total}.\n`,
  )
}

async function pruneDatabase(address: StoreAddress, { before, dryRun, why }: Which, io: Io): Promise<void> {
  const pruned = await withStore(address, async ({ where, postgres }) => {
    await postgres.assertMigrated(where)
    const since = before === undefined ? {} : { before: new Date(before).toISOString() }
    return postgres.prunePostgresOriginals(where, { dryRun, ...since })
  })
  const rows = [
    [pruned.withoutExchange, why['no-recording']],
    [pruned.old, why.old],
  ] as const
  for (const [{ originals, bytes }, reason] of rows) {
    if (originals > 0) io.stdout.write(`${count(originals, 'original')}  ${bytesText(bytes)}  ${reason}\n`)
  }
  const [originals, bytes] = [
    pruned.withoutExchange.originals + pruned.old.originals,
    pruned.withoutExchange.bytes + pruned.old.bytes,
  ]
  io.stderr.write(
    `${dryRun ? 'Would remove' : 'Removed'} ${count(originals, 'original')} of ${address.name}, ${bytesText(bytes)}.\n`,
  )
}
