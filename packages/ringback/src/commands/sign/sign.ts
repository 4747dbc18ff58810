import { sign } from '@ringback/signature'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'
import { signOptions } from './options.ts'
import { signVerifyCommand } from './verify.ts'

/** `ringback sign`: the signature that Twilio would send; `sign verify` checks one. */
export const signCommand: InstalledCommand = command({
  usage: 'sign [url]',
  describe: 'Compute the X-Twilio-Signature of a request; `sign verify` checks one',
  subcommands: [signVerifyCommand],
  options: (parser) =>
    parser
      .positional('url', { type: 'string', describe: 'The public URL, query string included' })
      .options(signOptions)
      .example('$0 sign https://example.com/voice --param CallSid=CA123 --auth-token 12345', ''),
  run: async ({ url, param, body, authToken, config }, io) => {
    if (url === undefined) throw new UserError('Which URL is to be signed?', 'See `ringback sign --help`.')
    const token = await authTokenOf(authToken, config, io)
    io.stdout.write(`${signatureOf(url, param, body, token)}\n`)
    return exitCode.good
  },
})

function signatureOf(
  url: string,
  param: readonly string[],
  body: string | undefined,
  authToken: string,
): string {
  try {
    const content = body === undefined ? { parameters: parameterOptions(param) } : { body }
    return sign({ url, ...content, authToken })
  } catch (error) {
    if (error instanceof TypeError) throw new UserError(error.message)
    throw error
  }
}

/** The auth token: the option, the environment, the configuration. Throws a `UserError` when there is none. */
export async function authTokenOf(
  option: string | undefined,
  config: string | undefined,
  io: Io,
): Promise<string> {
  const token = option ?? io.env.TWILIO_AUTH_TOKEN ?? (await loadConfig(io, config)).config.authToken
  if (token !== undefined && token !== '') return token
  throw new UserError('There is no auth token.', 'Set TWILIO_AUTH_TOKEN, or give --auth-token.')
}
