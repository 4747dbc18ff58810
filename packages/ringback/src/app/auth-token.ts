import { RingbackError } from '@ringback/common'
import type { RingbackConfig } from '../config/config.ts'
import type { Io } from '../shell/io.ts'

/**
 * The token to sign with: the option, the environment, the configuration (the first one there, where there are several).
 */
export function authTokenOf(
  option: string | undefined,
  { authToken, authTokens }: RingbackConfig,
  { env }: Pick<Io, 'env'>,
): string | undefined {
  const listed = Array.isArray(authTokens) ? authTokens : Object.values(authTokens ?? {})
  const token: unknown = option ?? env.TWILIO_AUTH_TOKEN ?? authToken ?? listed[0]
  return typeof token === 'string' && token !== '' ? token : undefined
}

/** The same. Throws a `RingbackError` when there is none. */
export function requireAuthToken(option: string | undefined, config: RingbackConfig, io: Io): string {
  const token = authTokenOf(option, config, io)
  if (token !== undefined) return token
  throw new RingbackError('no-auth-token', 'No auth token given, so requests cannot be signed.', {
    remedy: 'Set TWILIO_AUTH_TOKEN to the token that your app checks with, or pass --auth-token.',
  })
}
