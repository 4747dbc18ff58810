import { RingbackError } from '@ringback/common'
import { lockFolder } from '@ringback/recording/node'
import {
  generateRootKey,
  keyOfFolder,
  keysWithId,
  readKeyRing,
  rotateKeys,
  WrongKeyError,
  type RotatedKeys,
} from '@ringback/redaction/node'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption, storeOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { findRedactionKeys, writeRedactionKey, type FoundKeys } from '../../state/redaction-key.ts'
import { keyForCi } from './key-for-ci.ts'
import { noNewKey } from './no-new-key.ts'
import { rotateStore } from './rotate-store.ts'
import { otherLines, rotatedLine } from './rotated-lines.ts'

/** `ringback key rotate`: a new key, and all that has an original under it. */
export const keyRotateCommand: Command = command({
  options: { recordings: recordingsOption, store: storeOption },
  examples: [
    ['ringback key rotate', 'make a new key in the file of the old one, and bring the recordings under it'],
    ['RINGBACK_REDACTION_KEY=<new>,<old> ringback key rotate', 'bring them under a key of your own'],
    [
      'RINGBACK_REDACTION_KEY=<new>,<old> ringback key rotate --store postgres://db.example.com/ringback',
      'those of a team, while its proxies go on carrying calls',
    ],
  ],
  run: async ({ config, recordings, store }, io) => {
    const loaded = await loadConfig(io, config)
    const place = recordingsPlace({ recordings, store }, loaded, io)
    if (place.store !== undefined) return rotateStore(place.store, loaded, io)
    const { folder } = place
    if (!existsSync(folder)) {
      throw new RingbackError('no-recordings', `The recordings folder ${folder} does not exist.`, {
        remedy: 'Pass an existing folder with --recordings.',
      })
    }
    const found = await findRedactionKeys(folder, loaded.directory, io.env)
    if (found === undefined) {
      throw new RingbackError('no-redaction-key', 'The redaction key of the recordings is not here.', {
        remedy: 'Set RINGBACK_REDACTION_KEY=<new>,<old>. `ringback key --generate` prints a new key.',
      })
    }
    await settleFirst({ folder }, io)
    const keys = await ringWithNewKey(folder, found)
    const progress = createProgressLine(io)
    const rotated = await rotateKeys({
      recordings: folder,
      ring: keys.ring,
      keyFile: keys.keyFile,
      onDamage: (damage) => reportDamage(io, damage),
      onProgress: (recordings) => progress.show(count(recordings, 'recording')),
    })
    progress.clear()
    io.stdout.write(`${[...report(rotated, keys), '', ...keyForCi(keys, io)].join('\n')}\n`)
    return exitCode.good
  },
})

/**
 * The keys with the new one in front. In a file it is written before anything is redacted with it, so that it cannot get
 * lost; a rotation that was interrupted then goes on with it.
 */
async function ringWithNewKey(folder: string, found: FoundKeys): Promise<FoundKeys> {
  const { ring, keyFile } = found
  const kept = await keyOfFolder(folder)
  if (kept !== undefined && keysWithId(ring, kept.keyId) === undefined) {
    throw new WrongKeyError(`The recordings folder ${folder}`, kept.keyId, ring)
  }
  // Nobody may be recording when the key changes.
  const lock = await lockFolder(folder)
  try {
    if (keyFile === undefined) {
      if (ring.older.length > 0) return found
      throw noNewKey()
    }
    const isInterrupted = kept !== undefined && kept.keyId !== ring.current.keyId
    if (isInterrupted) return found
    const text = `${generateRootKey()},${(await readFile(keyFile, 'utf8')).trim()}`
    await writeRedactionKey(keyFile, text)
    return { ring: await readKeyRing(text), keyFile }
  } finally {
    lock.release()
  }
}

function report(rotated: RotatedKeys, { ring, keyFile }: FoundKeys): readonly string[] {
  const source = keyFile === undefined ? 'RINGBACK_REDACTION_KEY' : keyFile
  return [
    `The redaction key is ${ring.current.keyId} now. ${rotatedLine(rotated)}`,
    ...otherLines(rotated),
    `The old key stays in ${source}, behind the new one, for reading. Remove it there once nothing needs it.`,
    'Commit the changed recordings, and build contracts from recordings again.',
  ]
}
