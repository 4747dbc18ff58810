import { RingbackError } from '@ringback/common'
import { sign } from '@ringback/signature'
import { requireAuthToken } from '../../app/auth-token.ts'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { signOptions } from './options.ts'

/** `ringback sign`: the signature that Twilio would send. */
export const signCommand: Command = command({
  positionals: {
    url: { type: 'string', required: true, describe: 'The public URL, query string included' },
  },
  options: signOptions,
  examples: [
    [
      'ringback sign https://example.com/voice --param CallSid=CA123 --auth-token 12345',
      'a POST with a form',
    ],
  ],
  run: async ({ url, param, body, authToken, config }, io) => {
    const token = requireAuthToken(authToken, (await loadConfig(io, config)).config, io)
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
    if (error instanceof TypeError) throw new RingbackError('not-signable', error.message, { cause: error })
    throw error
  }
}
