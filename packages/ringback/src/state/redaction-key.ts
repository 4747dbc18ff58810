import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../shell/user-error.ts'

/**
 * The key that pseudonyms are made with, so that the same caller stays the same caller from one run to the next.
 * RINGBACK_REDACTION_KEY wins; else it is kept in `.ringback/redaction.key`, made at the first run, readable by the
 * user alone and ignored by git: whoever has it can test guesses against a recording.
 */
export async function redactionKey(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const kept = await redactionKeyIfKept(directory, env)
  if (kept !== undefined) return kept
  const folder = join(directory, '.ringback')
  const file = keyFile(directory)
  try {
    await mkdir(folder, { recursive: true })
    await writeNew(join(folder, '.gitignore'), '*\n', 0o644)
    // Two recorders that start at once agree on the key of the one that came first.
    await writeNew(file, `${randomBytes(32).toString('hex')}\n`, 0o600)
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    throw new UserError(
      `The redaction key ${file} cannot be kept: ${messageOf(error)}`,
      'Make the folder writable, or give a key of your own in RINGBACK_REDACTION_KEY.',
    )
  }
}

/** The key as `redactionKey` finds it, or undefined when none was made yet. */
export async function redactionKeyIfKept(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const given = env.RINGBACK_REDACTION_KEY
  if (given !== undefined && given !== '') return given
  const text = await readFile(keyFile(directory), 'utf8').catch(() => '')
  return text.trim() === '' ? undefined : text.trim()
}

function keyFile(directory: string): string {
  return join(directory, '.ringback', 'redaction.key')
}

async function writeNew(file: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
