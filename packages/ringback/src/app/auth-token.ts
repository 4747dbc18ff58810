import { RingbackError } from '@ringback/common'
import type { RingbackConfig } from '../config/config.ts'
import type { Io } from '../shell/io.ts'
import { environmentTokens } from './tokens-in.ts'
import { functionsFolder, type FunctionsOption } from './functions-folder.ts'

/**
 * The token to sign with: the option, the environment, the configuration (the first one there, where there are several).
 */
export function authTokenOf(
  option: string | undefined,
  { authToken, authTokens }: RingbackConfig,
  { env }: Pick<Io, 'env'>,
): string | undefined {
  const listed = Array.isArray(authTokens) ? authTokens : Object.values(authTokens ?? {})
  const own = option ?? firstOfEnvironment(env)
  const token: unknown = own ?? authToken ?? listed[0]
  return typeof token === 'string' && token !== '' ? token : undefined
}

/** The first one signs; a variable that is set to nothing stands for no token. */
function firstOfEnvironment(env: Io['env']): string | undefined {
  const tokens = environmentTokens(env)
  return tokens === undefined ? undefined : (tokens[0] ?? '')
}

/** The token where none is given and none is needed: the app runs in this process, or may check no signature. */
export const placeholderToken: string = '0'.repeat(32)

/** The token for an app; Functions are checked with the token that signs, so they need none. Throws a `RingbackError`. */
export function authTokenFor(
  options: FunctionsOption & { readonly authToken?: string | undefined },
  config: RingbackConfig,
  io: Io,
): string {
  return functionsFolder(options, config) === undefined
    ? requireAuthToken(options.authToken, config, io)
    : (authTokenOf(options.authToken, config, io) ?? placeholderToken)
}

/** The same. Throws a `RingbackError` when there is none. */
export function requireAuthToken(option: string | undefined, config: RingbackConfig, io: Io): string {
  const token = authTokenOf(option, config, io)
  if (token !== undefined) return token
  throw new RingbackError('no-auth-token', 'No auth token given, so requests cannot be signed.', {
    remedy: 'Set TWILIO_AUTH_TOKEN to the token that your app checks with, or pass --auth-token.',
  })
}
