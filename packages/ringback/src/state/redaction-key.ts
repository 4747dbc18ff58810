import { messageOf, RingbackError } from '@ringback/common'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegularText } from '@ringback/recording/node'
import { generateRootKey, keyOfFolder, readKeyRing, type KeyRing } from '@ringback/redaction/node'
import { secretOf } from './secret.ts'

/** Keys, and the file they were read from; undefined when RINGBACK_REDACTION_KEY gave them. */
export interface FoundKeys {
  readonly ring: KeyRing
  readonly keyFile: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The keys that pseudonyms are made with and originals are sealed with, so that the same caller stays the same caller
 * from one run to the next. RINGBACK_REDACTION_KEY wins (`new,old` reads with both and writes with the first); else the
 * key is kept in `.ringback/redaction.key`, made at the first run, readable by the user alone and ignored by git:
 * whoever has it can read the originals and test guesses against a recording.
 */
export async function redactionKeys(directory: string, env: Environment): Promise<FoundKeys> {
  const kept = await redactionKeysIfKept(directory, env)
  if (kept !== undefined) return kept
  const folder = join(directory, '.ringback')
  const file = redactionKeyFile(directory)
  try {
    await mkdir(folder, { recursive: true })
    await writeNew(join(folder, '.gitignore'), '*\n', 0o644)
    // Two recorders that start at once agree on the key of the one that came first.
    await writeNew(file, `${generateRootKey()}\n`, 0o600)
    return { ring: await readKeyRing((await readRegularText(file)).trim()), keyFile: file }
  } catch (error) {
    throw new RingbackError('key-not-kept', `Cannot write the redaction key ${file}: ${messageOf(error)}`, {
      remedy: 'Make the folder writable, or set RINGBACK_REDACTION_KEY to a key of your own.',
      cause: error,
    })
  }
}

/** The keys as `redactionKeys` finds them, or undefined when none was made yet. */
export async function redactionKeysIfKept(
  directory: string,
  env: Environment,
): Promise<FoundKeys | undefined> {
  return (await redactionKeysOfEnvironment(env)) ?? keysFromFile(redactionKeyFile(directory))
}

/** The keys that a recordings folder was recorded with: those of the environment, else those of the file it names. */
export async function redactionKeysOfFolder(
  recordings: string,
  env: Environment,
): Promise<FoundKeys | undefined> {
  const given = await redactionKeysOfEnvironment(env)
  const kept = given ? undefined : await keyOfFolder(recordings)
  return given ?? (kept?.keyFile === undefined ? undefined : keysFromFile(kept.keyFile))
}

/** The keys of a recordings folder, else those of the configuration; undefined when none was made yet. */
export async function findRedactionKeys(
  recordings: string,
  directory: string,
  env: Environment,
): Promise<FoundKeys | undefined> {
  return (await redactionKeysOfFolder(recordings, env)) ?? redactionKeysIfKept(directory, env)
}

/** Writes the file of a key in one step, readable by the user alone. */
export async function writeRedactionKey(file: string, text: string): Promise<void> {
  await writeFile(`${file}.unfinished`, `${text}\n`, { mode: 0o600 })
  await rename(`${file}.unfinished`, file)
}

/** The keys of RINGBACK_REDACTION_KEY; undefined when it is not set. */
export async function redactionKeysOfEnvironment(env: Environment): Promise<FoundKeys | undefined> {
  const text = secretOf(env, 'RINGBACK_REDACTION_KEY') ?? ''
  return text.trim() === '' ? undefined : { ring: await readKeyRing(text), keyFile: undefined }
}

async function keysFromFile(file: string): Promise<FoundKeys | undefined> {
  const text = await readRegularText(file).catch((error: unknown) => {
    if (error instanceof RingbackError) throw error
    return ''
  })
  return text.trim() === '' ? undefined : { ring: await readKeyRing(text.trim()), keyFile: file }
}

/** The file that the key is kept in where RINGBACK_REDACTION_KEY is not set. */
export function redactionKeyFile(directory: string): string {
  return join(directory, '.ringback', 'redaction.key')
}

async function writeNew(file: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** What `createRedactor` needs of the keys. */
export function redactorOptions({ ring: { current } }: FoundKeys): {
  readonly key: Uint8Array
  readonly keyId: string
} {
  return { key: current.pseudonymKey, keyId: current.keyId }
}
