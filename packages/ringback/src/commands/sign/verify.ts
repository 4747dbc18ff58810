import { verification, type SignedRequest } from '@ringback/signature'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { readInput } from '../../input/read-input.ts'
import { parseSignedRequests, type SignedRequestInput } from '../../input/signed-requests.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor, type Styles } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { signOptions } from './options.ts'

interface Verdict {
  readonly id: string | number | null
  readonly valid: boolean
  /** Why it is not valid. */
  readonly reason?: string
}

/** `ringback sign verify`: whether Twilio signed a request, or each request of an NDJSON file. */
export const signVerifyCommand: InstalledCommand = command({
  usage: 'verify [url]',
  describe:
    'Check a signature, or every line {"id","url","method","params"|"body","authToken","signature"} of stdin',
  options: (parser) =>
    parser
      .positional('url', { type: 'string', describe: 'The public URL, query string included' })
      .options({
        ...signOptions,
        signature: { type: 'string', describe: 'The value of X-Twilio-Signature' },
        method: { type: 'string', default: 'POST' },
        format: { choices: ['pretty', 'json', 'ndjson'] as const, default: 'pretty' as const },
      })
      .example('$0 sign verify --format ndjson < requests.ndjson', ''),
  run: async (options, io) => {
    const { config } = await loadConfig(io, options.config)
    const authToken = options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? config.authToken
    const inputs: readonly SignedRequestInput[] =
      options.url === undefined
        ? parseSignedRequests(new TextDecoder().decode(await readInput(io, undefined)), authToken)
        : [{ id: null, request: requestOf({ ...options, url: options.url, authToken }) }]
    if (inputs.length === 0) throw new UserError('The input is empty.', 'Give NDJSON lines, or a URL.')
    const verdicts = inputs.map(judge)
    const styles = stylesFor(io, 'stdout')
    const text =
      options.format === 'json'
        ? JSON.stringify(verdicts, null, 2)
        : verdicts
            .map((verdict) =>
              options.format === 'ndjson' ? JSON.stringify(verdict) : pretty(verdict, styles),
            )
            .join('\n')
    io.stdout.write(`${text}\n`)
    return verdicts.every(({ valid }) => valid) ? exitCode.good : exitCode.findings
  },
})

function requestOf(options: {
  readonly url: string
  readonly method: string
  readonly param: readonly string[]
  readonly body?: string | undefined
  readonly authToken: string | undefined
  readonly signature?: string | undefined
}): SignedRequest {
  const { url, method, param, body, authToken, signature } = options
  if (authToken === undefined) {
    throw new UserError('There is no auth token.', 'Set TWILIO_AUTH_TOKEN, or give --auth-token.')
  }
  if (signature === undefined) {
    throw new UserError('Which signature is to be checked?', 'Give the header with --signature.')
  }
  return {
    url,
    method,
    authToken,
    signature,
    ...(body === undefined ? { parameters: parameterOptions(param) } : { body }),
  }
}

function judge(input: SignedRequestInput): Verdict {
  const { id } = input
  if ('problem' in input) return { id, valid: false, reason: `line ${input.line} ${input.problem}` }
  const result = verification(input.request)
  return result.valid ? { id, valid: true } : { id, valid: false, reason: result.reason }
}

function pretty({ id, valid, reason }: Verdict, { green, red }: Styles): string {
  const name = id === null ? '' : `  ${id}`
  return valid ? `${green('valid')}${name}` : `${red('not valid')}${name}  ${reason ?? ''}`
}
