import { printable } from '@ringback/common'
import { settleSettingsOf, settleSpool } from '@ringback/redaction/node'
import { count } from '../format/count.ts'
import type { Io } from '../shell/io.ts'
import { stylesFor } from '../shell/styles.ts'
import { redactionKeysOfFolder } from '../state/redaction-key.ts'
import { databaseOf } from '../store/store-address.ts'
import { reportDamage } from './damage.ts'
import type { RecordingsPlace } from './place.ts'

/**
 * Records what waits sealed in the spool of a folder, in the folder or in the database that it is for. Says so when it cannot. Where a
 * database is read, what waits for the folder stays there.
 * Throws a `WrongKeyError` when the key is not the one that the spool was sealed with.
 */
export async function settle({ folder: recordings, store }: RecordingsPlace, io: Io): Promise<void> {
  if (store !== undefined && (await settleSettingsOf(recordings)).database !== true) return
  const { yellow } = stylesFor(io, 'stderr')
  const keys = await redactionKeysOfFolder(recordings, io.env)
  if (keys === undefined) {
    io.stderr.write(
      yellow(`Sealed exchanges wait in ${recordings} to be recorded, and their key is not here.\n`) +
        '  Set RINGBACK_REDACTION_KEY to record them.\n',
    )
    return
  }
  const isWatched = io.isTerminal.stderr
  const settled = await settleSpool({
    recordings,
    ring: keys.ring,
    ...(store && { store: databaseOf(store) }),
    onProgress(recorded) {
      if (isWatched) io.stderr.write(`\rrecording encrypted exchanges: ${recorded}`)
    },
  })
  if (isWatched && settled.recorded > 0) io.stderr.write('\n')
  for (const damage of settled.damage) reportDamage(io, damage)
  for (const note of settled.notes) io.stderr.write(`${printable(note)}\n`)
  for (const { id, file, reason } of settled.setAside) {
    io.stderr.write(yellow(`Exchange ${id} is not recorded: ${reason}. It is kept, sealed: ${file}\n`))
  }
  if (settled.state === 'unfinished') {
    io.stderr.write(yellow(`Not everything that is sealed could be recorded: ${settled.message}\n`))
  } else if (settled.recorded > 0) {
    io.stderr.write(`Recorded ${count(settled.recorded, 'exchange')} that a recorder had left sealed.\n`)
  }
}
