import { RingbackError } from '@ringback/common'
import {
  areOriginalsCommitted,
  letOriginalsIntoGit,
  originalsFolderOf,
  sizeOfOriginals,
} from '@ringback/redaction/node'
import { loadConfig } from '../../config/load-config.ts'
import { bytesText } from '../../format/bytes-text.ts'
import { count } from '../../format/count.ts'
import { recordingsOption } from '../../options/shared.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { findRedactionKeys } from '../../state/redaction-key.ts'
import { keyForCi } from '../key/key-for-ci.ts'

/** `ringback originals commit`: takes away what keeps the sealed originals out of git. */
export const originalsCommitCommand: Command = command({
  options: { recordings: recordingsOption },
  examples: [['ringback originals commit', 'so that CI can compare what depends on redacted values']],
  run: async ({ config, recordings }, io) => {
    const loaded = await loadConfig(io, config)
    const { folder, store } = recordingsPlace({ recordings }, loaded, io)
    if (store !== undefined) {
      throw new RingbackError('originals-in-store', `The originals in ${store.name} do not go into git.`, {
        remedy: 'CI reads them there, with the key; for those of a folder pass --recordings <folder>.',
      })
    }
    await settleFirst({ folder }, io)
    const { files, bytes } = sizeOfOriginals(folder)
    if (files === 0) {
      throw new RingbackError('no-originals', `There are no originals in ${folder}.`, {
        remedy: 'Record calls first: ringback record http://127.0.0.1:3000',
      })
    }
    const wasCommitted = areOriginalsCommitted(folder)
    if (!wasCommitted) await letOriginalsIntoGit(folder)
    const found = await findRedactionKeys(folder, loaded.directory, io.env)
    const lines = [
      wasCommitted
        ? `git already takes the originals in ${originalsFolderOf(folder)}: ${count(files, 'file')}, ${bytesText(bytes)}.`
        : `git now takes the originals in ${originalsFolderOf(folder)}: ${count(files, 'file')}, ${bytesText(bytes)}. Its .gitignore was removed.`,
      'Sealed files cannot be compressed: the repository grows by this size, and by that of each file that changes.',
      'What was pushed cannot be taken back: git history keeps it, and whoever has the key can open it. `ringback forget` removes a person from the folder, not from the history.',
      ...(found === undefined ? [] : ['', ...keyForCi(found, io)]),
      '',
      `Then: git add ${originalsFolderOf(folder)} && git commit`,
    ]
    io.stdout.write(`${lines.join('\n')}\n`)
    return exitCode.good
  },
})
