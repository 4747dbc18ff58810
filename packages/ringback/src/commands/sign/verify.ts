import { RingbackError, printableJson, visible } from '@ringback/common'
import { verification, type SignedRequest } from '@ringback/signature'
import { authTokenOf, requireAuthToken } from '../../app/auth-token.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { readInput } from '../../input/read-input.ts'
import { parseSignedRequests, type SignedRequestInput } from '../../input/signed-requests.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor, type Styles } from '../../shell/styles.ts'
import { signOptions } from './options.ts'

interface Verdict {
  readonly id: string | number | null
  readonly valid: boolean
  /** Why it is not valid. */
  readonly reason?: string
}

/** `ringback sign verify`: whether Twilio signed a request, or each request of an NDJSON file. */
export const signVerifyCommand: Command = command({
  positionals: {
    url: {
      type: 'string',
      describe:
        'The public URL, query string included; without it lines of stdin: ' +
        '{"id", "url", "method", "params" or "body", "authToken", "signature"}',
    },
  },
  options: {
    signature: { type: 'string', placeholder: '<signature>', describe: 'The value of X-Twilio-Signature' },
    method: {
      type: 'string',
      placeholder: '<method>',
      default: 'POST',
      describe: 'The method of the request',
    },
    ...signOptions,
    format: {
      type: 'string',
      placeholder: '<format>',
      choices: ['pretty', 'json', 'ndjson'],
      default: 'pretty',
      describe: 'How the verdicts are printed',
    },
  },
  examples: [['ringback sign verify --format ndjson < requests.ndjson', 'a verdict for each line']],
  run: async (options, io) => {
    const { config } = await loadConfig(io, options.config)
    const inputs = await inputsOf(options, config, io)
    const verdicts = inputs.map(judge)
    const styles = stylesFor(io, 'stdout')
    const text =
      options.format === 'json'
        ? printableJson(verdicts, 2)
        : verdicts
            .map((verdict) =>
              options.format === 'ndjson' ? printableJson(verdict) : pretty(visible(verdict), styles),
            )
            .join('\n')
    io.stdout.write(`${text}\n`)
    return verdicts.every(({ valid }) => valid) ? exitCode.good : exitCode.findings
  },
})

interface RequestOptions {
  readonly url?: string | undefined
  readonly method: string
  readonly param: readonly string[]
  readonly body?: string | undefined
  readonly authToken?: string | undefined
  readonly signature?: string | undefined
}

async function inputsOf(
  options: RequestOptions,
  config: RingbackConfig,
  io: Io,
): Promise<readonly SignedRequestInput[]> {
  if (options.url !== undefined) {
    const authToken = requireAuthToken(options.authToken, config, io)
    return [{ id: null, request: requestOf({ ...options, url: options.url, authToken }) }]
  }
  const text = new TextDecoder().decode(await readInput(io, undefined))
  const inputs = parseSignedRequests(text, authTokenOf(options.authToken, config, io))
  if (inputs.length > 0) return inputs
  throw new RingbackError('empty-input', 'The input is empty.', {
    remedy: 'Pass NDJSON lines on stdin, or a URL.',
  })
}

function requestOf({
  url,
  method,
  param,
  body,
  authToken,
  signature,
}: RequestOptions & { readonly url: string; readonly authToken: string }): SignedRequest {
  if (signature === undefined) {
    throw new RingbackError('no-signature', 'No signature given.', {
      remedy: 'Pass the value of the header X-Twilio-Signature with --signature.',
    })
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
