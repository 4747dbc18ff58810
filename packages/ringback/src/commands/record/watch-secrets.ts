import { messageOf } from '@ringback/common'
import type { Proxy } from '@ringback/proxy'
import { readRegularText } from '@ringback/recording/node'
import { tokensIn } from '../../app/tokens-in.ts'
import type { Io } from '../../shell/io.ts'
import { readSecret, secretFileOf, type SecretName } from '../../state/secret.ts'
import type { RecordSettings } from './settings.ts'

/** How often the files are read, in milliseconds. Kubernetes takes up to a minute to bring a changed Secret into its files. */
const everyMs = 2000

/** A file that is read again and again. */
interface Watched {
  readonly name: SecretName
  readonly file: string
  /** Uses what the file has now. Throws when it cannot be used. */
  readonly use: (text: string) => void
}

/**
 * Follows the files of secrets while calls are recorded: new auth tokens are used from then on, and of a new redaction key or
 * database is told that it takes a restart. A file that is gone, empty or wrong for the moment changes nothing and is told.
 * Its content is compared, because Kubernetes replaces files by pointing a symbolic link elsewhere. Returns what stops it.
 */
export function watchSecrets(
  settings: Pick<RecordSettings, 'tokenFile' | 'authTokens'>,
  proxy: Pick<Proxy, 'changeAuthTokens' | 'warn'>,
  env: Io['env'],
): () => void {
  const { tokenFile, authTokens } = settings
  const restart = (name: SecretName): Watched | undefined => {
    const file = secretFileOf(env, name)
    return file === undefined ? undefined : { name, file, use: () => proxy.warn(...needsRestart(name)) }
  }
  const files: readonly (Watched | undefined)[] = [
    tokenFile === undefined
      ? undefined
      : {
          name: 'TWILIO_AUTH_TOKEN',
          file: tokenFile,
          use: (text) =>
            proxy.changeAuthTokens({ authToken: tokensIn(text), ...(authTokens && { authTokens }) }),
        },
    restart('RINGBACK_REDACTION_KEY'),
    restart('RINGBACK_STORE'),
  ]
  const stops = files.flatMap((watched) => (watched === undefined ? [] : [follow(watched, proxy)]))
  return () => {
    for (const stop of stops) stop()
  }
}

function follow({ name, file, use }: Watched, { warn }: Pick<Proxy, 'warn'>): () => void {
  const variable = `${name}_FILE`
  let text = readSecret(variable, file)
  let problem: string | undefined
  let isStopped = false

  async function look(): Promise<void> {
    try {
      const now = (await readRegularText(file)).trim()
      if (now === '') throw new Error('it is empty')
      if (now !== text && !isStopped) {
        use(now)
        text = now
      }
      problem = undefined
    } catch (error) {
      const message = messageOf(error)
      if (message !== problem && !isStopped)
        warn(
          'secret-file',
          `The file of ${variable} cannot be used: ${message}. What it had before stays in use.`,
        )
      problem = message
    }
    if (!isStopped) timer = setTimeout(() => void look(), everyMs).unref()
  }

  let timer = setTimeout(() => void look(), everyMs).unref()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

function needsRestart(name: SecretName): readonly [code: string, message: string] {
  return [
    'restart-needed',
    `The file of ${name}_FILE has changed. What it had before stays in use until ringback record is started again.`,
  ]
}
