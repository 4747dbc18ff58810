import { secretOf } from '../state/secret.ts'
import type { Io } from '../shell/io.ts'

/** Auth tokens written with commas between them, or on lines: the new one and the old one while they are rotated. */
export function tokensIn(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((token) => token.trim())
    .filter((token) => token !== '')
}

/** The auth tokens of the environment; undefined where it has none, empty where the variable is set to nothing. */
export function environmentTokens(env: Io['env']): readonly string[] | undefined {
  const text = secretOf(env, 'TWILIO_AUTH_TOKEN')
  return text === undefined ? undefined : tokensIn(text)
}
