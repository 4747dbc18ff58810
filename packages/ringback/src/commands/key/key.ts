import { RingbackError } from '@ringback/common'
import { generateRootKey } from '@ringback/redaction/node'
import { readFile } from 'node:fs/promises'
import { loadConfig } from '../../config/load-config.ts'
import { recordingsOption } from '../../options/shared.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { findRedactionKeys, type FoundKeys } from '../../state/redaction-key.ts'
import { secretOf } from '../../state/secret.ts'
import { keyForCi } from './key-for-ci.ts'

/** `ringback key`: where the redaction key is, and how CI gets it. */
export const keyCommand: Command = command({
  options: {
    reveal: { type: 'boolean', default: false, describe: 'Print the key itself, and nothing else' },
    generate: {
      type: 'boolean',
      default: false,
      describe: 'Print a new key that is not used yet, and nothing else',
    },
    recordings: recordingsOption,
  },
  examples: [
    ['ringback key', 'where the key is, its id, and how CI gets it'],
    ['ringback key rotate', 'make a new key and bring the recordings under it'],
  ],
  run: async ({ reveal, generate, config, recordings }, io) => {
    if (generate) {
      io.stdout.write(`${generateRootKey()}\n`)
      return exitCode.good
    }
    const loaded = await loadConfig(io, config)
    const folder = recordingsFolder(recordings, loaded, io)
    const found = await findRedactionKeys(folder, loaded.directory, io.env)
    if (found === undefined) {
      throw new RingbackError('no-redaction-key', 'There is no redaction key yet.', {
        remedy: 'The first `ringback record` makes one. Or set RINGBACK_REDACTION_KEY.',
      })
    }
    const text = reveal
      ? await keyText(found, io.env)
      : [...about(found), '', ...keyForCi(found, io)].join('\n')
    io.stdout.write(`${text}\n`)
    return exitCode.good
  },
})

function about({ ring: { current, older }, keyFile }: FoundKeys): readonly string[] {
  const ids = older.map(({ keyId }) => keyId)
  return [
    `Redaction key ${current.keyId}`,
    keyFile === undefined
      ? '  is set by RINGBACK_REDACTION_KEY'
      : `  is kept in ${keyFile}, which only you can read and git ignores`,
    ...(ids.length === 0 ? [] : [`  and with it, for reading only: ${ids.join(', ')}`]),
    'Whoever has it can open the sealed originals and test guesses against the recordings. Keep it like a password.',
  ]
}

async function keyText(
  { keyFile }: FoundKeys,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return keyFile === undefined
    ? (secretOf(env, 'RINGBACK_REDACTION_KEY') ?? '')
    : (await readFile(keyFile, 'utf8')).trim()
}
