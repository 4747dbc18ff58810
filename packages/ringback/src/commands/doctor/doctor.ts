import { classify, decodeForm, kindRow, type Parameters } from '@ringback/catalog'
import { explain, type RequestToExplain } from '@ringback/signature'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { authTokenOf } from '../sign/sign.ts'
import { recordedRequest } from './recorded-request.ts'
import { explanationText } from './report.ts'

/** A request as doctor gets it, by hand or from a recording. */
export interface RequestToDoctor extends Omit<RequestToExplain, 'authToken' | 'parameters'> {
  readonly parameters?: Parameters
}

/** `ringback doctor`: why a signature does not match, and what to change. */
export const doctorCommand: InstalledCommand = command({
  usage: 'doctor [exchange]',
  describe: 'Find out why a signature does not match, and what to change',
  options: (parser) =>
    parser
      .positional('exchange', {
        type: 'string',
        describe: 'A recorded exchange (its id is in `ringback show`), or the start of a CallSid',
      })
      .options({
        url: { type: 'string', describe: 'The URL that the app checked against' },
        method: { type: 'string', default: 'POST' },
        param: { type: 'string', array: true, default: [] as string[], describe: 'A parameter, Name=value' },
        body: { type: 'string', describe: 'The raw body, where there is one: it finds the most' },
        header: {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'A header of the request, Name: value; Host and X-Forwarded-* help',
        },
        signature: { type: 'string', describe: 'The value of X-Twilio-Signature' },
        'auth-token': { type: 'string', describe: 'The token the app checks with (TWILIO_AUTH_TOKEN)' },
        'other-token': {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'Other tokens it could be: of the test environment, of a subaccount',
        },
        'public-url': { type: 'string', describe: "The URL as it stands in Twilio's console" },
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        format: { choices: ['pretty', 'json'] as const, default: 'pretty' as const },
      })
      .example(
        "$0 doctor --url http://127.0.0.1:3000/voice --header 'X-Forwarded-Host: example.com' --signature ... --body ...",
        '',
      ),
  run: async (options, io) => {
    const authToken = await authTokenOf(options.authToken, options.config, io)
    const loaded = await loadConfig(io, options.config)
    const publicUrl = options.publicUrl ?? loaded.config.publicUrl
    const { exchange } = options
    const request =
      exchange === undefined
        ? requestByHand(options)
        : await recordedRequest(exchange, recordingsFolder(options.recordings, loaded, io), io)
    const explanation = explain({
      ...request,
      authToken,
      candidates: {
        authTokens: options.otherToken,
        parameterNames: expectedParameters(request),
        ...(publicUrl !== undefined && { urls: [publicUrl], hosts: [new URL(publicUrl).host] }),
      },
    })
    const text =
      options.format === 'json'
        ? JSON.stringify(explanation, null, 2)
        : explanationText(explanation, request.url, stylesFor(io, 'stdout'))
    io.stdout.write(`${text}\n`)
    return explanation.found && explanation.causes.length === 0 ? exitCode.good : exitCode.findings
  },
})

/** What webhooks of this kind carry: apps tend to drop those that are empty. */
function expectedParameters({ url, method, parameters, body }: RequestToDoctor): readonly string[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const given = decodeForm(text).parameters
  const { kind } = classify({ method, url, parameters: given.length > 0 ? given : (parameters ?? []) })
  return kind === null ? [] : kindRow(kind).parameters.map(({ name }) => name)
}

function requestByHand(options: {
  readonly url?: string | undefined
  readonly method: string
  readonly param: readonly string[]
  readonly body?: string | undefined
  readonly header: readonly string[]
  readonly signature?: string | undefined
}): RequestToDoctor {
  const { url, method, param, body, header, signature } = options
  if (url === undefined) {
    throw new UserError(
      'Which request is it?',
      'Name a recorded exchange, or give --url, --signature and --body (or --param).',
    )
  }
  return {
    url,
    method,
    headers: header.map(headerOption),
    ...(signature !== undefined && { signature }),
    ...(body !== undefined && { body }),
    ...((param.length > 0 || body === undefined) && { parameters: parameterOptions(param) }),
  }
}

function headerOption(option: string): readonly [string, string] {
  const at = option.indexOf(':')
  if (at < 1) throw new UserError(`--header ${option} is no header.`, 'Write it as Name: value.')
  return [option.slice(0, at).trim(), option.slice(at + 1).trim()]
}
