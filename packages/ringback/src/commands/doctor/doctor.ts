import { classify, decodeForm, kindRow } from '@ringback/catalog'
import { printableJson, RingbackError, visible } from '@ringback/common'
import { explain, type Explanation } from '@ringback/signature'
import { appTarget } from '../../app/app-target.ts'
import { looksLikeAppUrl } from '../../app/looks-like-app-url.ts'
import { requireAuthToken } from '../../app/auth-token.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { loadConfig } from '../../config/load-config.ts'
import { parameterOptions } from '../../input/parameter-options.ts'
import { formatOption, recordingsOption, requestOptions, storeOption } from '../../options/shared.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { doctorApp } from './doctor-app.ts'
import { doctorSelf } from './doctor-self.ts'
import { printChecks } from './print-checks.ts'
import { recordedRequest, type RecordedRequest } from './recorded-request.ts'
import { explanationText } from './report.ts'
import type { RequestToDoctor } from './request-to-doctor.ts'

const byHand = 'A request by hand'

/** `ringback doctor`: why a signature does not match, and what to change. */
export const doctorCommand: Command = command({
  positionals: {
    exchange: {
      type: 'string',
      describe:
        'An app that runs (localhost:3000/voice), a recorded exchange (ringback show prints the ids), a CallSid or the start of one, or a number',
    },
  },
  options: {
    'auth-token': {
      type: 'string',
      placeholder: '<token>',
      describe: 'The token that your app checks with; better set TWILIO_AUTH_TOKEN',
    },
    'other-token': {
      type: 'string',
      repeat: true,
      separator: 'comma',
      default: [],
      placeholder: '<token>',
      describe: 'Another token to try, for example of a test environment or a subaccount',
    },
    'public-url': {
      type: 'string',
      placeholder: '<url>',
      describe: "The URL in Twilio's console",
    },
    self: {
      type: 'boolean',
      default: false,
      describe: 'Check ringback itself: versions, redaction key, recordings folder, auth token',
    },
    'allow-remote': requestOptions['allow-remote'],
    recordings: recordingsOption,
    store: storeOption,
    format: formatOption,
    url: { type: 'string', placeholder: '<url>', describe: 'The URL that the app checked', group: byHand },
    signature: {
      type: 'string',
      placeholder: '<signature>',
      describe: 'The value of X-Twilio-Signature',
      group: byHand,
    },
    method: {
      type: 'string',
      placeholder: '<method>',
      default: 'POST',
      describe: 'The method of the request',
      group: byHand,
    },
    param: {
      type: 'string',
      repeat: true,
      default: [],
      placeholder: '<name=value>',
      describe: 'A parameter',
      group: byHand,
    },
    body: {
      type: 'string',
      placeholder: '<body>',
      describe: 'The raw body (finds more problems than --param)',
      group: byHand,
    },
    header: {
      type: 'string',
      repeat: true,
      default: [],
      placeholder: '<name: value>',
      describe: 'A header of the request; Host and X-Forwarded-* help most',
      group: byHand,
    },
  },
  examples: [
    [
      'ringback doctor localhost:3000/voice',
      'an app that runs: does it check signatures, and for which URL?',
    ],
    ['ringback doctor --self', 'the key, the recordings folder, versions'],
    ['ringback doctor CA51c7', 'a recorded call whose signature did not match'],
    ["ringback doctor --url http://127.0.0.1:3000/voice --signature '...' --body '...'", 'a request by hand'],
  ],
  run: async (options, io) => {
    if (options.self) {
      const loaded = await loadConfig(io, options.config)
      return printChecks(await doctorSelf(options, loaded, io), options.format, io)
    }
    if (options.exchange !== undefined && looksLikeAppUrl(options.exchange)) {
      const { config } = await loadConfig(io, options.config)
      const authToken = requireAuthToken(options.authToken, config, io)
      const { exchange: app, publicUrl } = options
      const { allowRemote } = options
      const target = await appTarget(
        { app, publicUrl, allowRemote },
        { config, io, authToken, command: 'doctor' },
      )
      return printChecks(await doctorApp(target), options.format, io)
    }
    const { explanation, url } = await explained(options, io)
    const text =
      options.format === 'json'
        ? printableJson(explanation, 2)
        : explanationText(visible(explanation), visible(url), stylesFor(io, 'stdout'))
    io.stdout.write(`${text}\n`)
    return explanation.found && explanation.causes.length === 0 ? exitCode.good : exitCode.findings
  },
})

interface DoctorOptions {
  readonly config?: string | undefined
  readonly exchange?: string | undefined
  readonly authToken?: string | undefined
  readonly otherToken: readonly string[]
  readonly publicUrl?: string | undefined
  readonly recordings?: string | undefined
  readonly url?: string | undefined
  readonly signature?: string | undefined
  readonly method: string
  readonly param: readonly string[]
  readonly body?: string | undefined
  readonly header: readonly string[]
}

async function explained(
  options: DoctorOptions,
  io: Io,
): Promise<{ readonly explanation: Explanation; readonly url: string }> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const { request, shownUrl } =
    options.exchange === undefined
      ? byHandShown(options)
      : await recordedRequest(options.exchange, recordingsPlace(options, loaded, io), loaded, io)
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl)
  const explanation = explain({
    ...request,
    authToken: requireAuthToken(options.authToken, config, io),
    candidates: {
      authTokens: options.otherToken,
      parameterNames: expectedParameters(request),
      ...(publicUrl !== undefined && { urls: [publicUrl], hosts: [new URL(publicUrl).host] }),
    },
  })
  return { explanation: withShownUrl(explanation, request.url, shownUrl), url: shownUrl }
}

function byHandShown(options: DoctorOptions): RecordedRequest {
  const request = requestByHand(options)
  return { request, shownUrl: request.url }
}

/** An explanation that says a URL as it may be shown. */
function withShownUrl(explanation: Explanation, url: string, shownUrl: string): Explanation {
  const [target, shown] = [url, shownUrl].map((each) => each.replace(/^[a-z]+:\/\/[^/?#]*/i, ''))
  if (target === undefined || shown === undefined || target === shown) return explanation
  // Texts are replaced in their JSON, in which URLs stand as they are.
  return JSON.parse(JSON.stringify(explanation).replaceAll(target, shown)) as Explanation
}

/** What webhooks of this kind carry: apps tend to drop those that are empty. */
function expectedParameters({ url, method, parameters, body }: RequestToDoctor): readonly string[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const given = decodeForm(text).parameters
  const { kind } = classify({ method, url, parameters: given.length > 0 ? given : (parameters ?? []) })
  return kind === null ? [] : kindRow(kind).parameters.map(({ name }) => name)
}

function requestByHand({ url, method, param, body, header, signature }: DoctorOptions): RequestToDoctor {
  if (url === undefined) {
    throw new RingbackError('no-request', 'No request given.', {
      remedy: 'Name a recorded exchange, or pass --url, --signature and --body (or --param).',
    })
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
  if (at < 1) {
    throw new RingbackError('bad-header', `--header ${option} has no name or no colon.`, {
      remedy: "Write it as Name: value: --header 'Host: example.com'",
    })
  }
  return [option.slice(0, at).trim(), option.slice(at + 1).trim()]
}
