import { messageOf, RingbackError } from '@ringback/common'
import { readRegularFileNow } from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'

/** The variables of the environment that hold a secret; `<name>_FILE` names the file of one instead. */
export type SecretName = 'TWILIO_AUTH_TOKEN' | 'RINGBACK_REDACTION_KEY' | 'RINGBACK_STORE'

/**
 * A secret of the environment: that of the variable, or the content of the file that `<name>_FILE` names, without white space
 * around it; undefined where neither is set. This is the only place that reads these variables.
 * @throws {RingbackError} `secret-twice`, `secret-unreadable`, `secret-empty`; the message names the variable.
 */
export function secretOf(env: Io['env'], name: SecretName): string | undefined {
  const file = secretFileOf(env, name)
  return file === undefined ? env[name] : readSecret(`${name}_FILE`, file)
}

/** The file that holds a secret; undefined where the variable itself does, or nothing. Throws `secret-twice`. */
export function secretFileOf(env: Io['env'], name: SecretName): string | undefined {
  const file = env[`${name}_FILE`]
  if (file === undefined || file === '') return undefined
  const value = env[name]
  if (value === undefined || value === '') return file
  throw new RingbackError('secret-twice', `${name} and ${name}_FILE are both set.`, {
    remedy: 'Unset one of them: the value, or the path of the file that holds it.',
  })
}

/** The environment of a process that gets this secret as its value. */
export function withSecret(env: Io['env'], name: SecretName, value: string): Io['env'] {
  return { ...env, [name]: value, [`${name}_FILE`]: undefined }
}

/** The content of the file of a secret. Throws as {@link secretOf}. */
export function readSecret(variable: string, file: string): string {
  const text = contentOf(variable, file).trim()
  if (text !== '') return text
  throw new RingbackError('secret-empty', `The file that ${variable} names is empty: ${file}`, {
    remedy: `Write the value into it, or unset ${variable}.`,
  })
}

function contentOf(variable: string, file: string): string {
  try {
    return readRegularFileNow(file).toString('utf8')
  } catch (error) {
    throw new RingbackError(
      'secret-unreadable',
      `The file that ${variable} names cannot be read: ${messageOf(error)}`,
      { remedy: `Correct ${variable}, or unset it.`, cause: error },
    )
  }
}
