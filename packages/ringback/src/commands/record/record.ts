import { ProxyOptionsError, type Proxy, type ProxyCounts } from '@ringback/proxy'
import { importPeer, isLoopback, RingbackError } from '@ringback/common'
import {
  appArgument,
  numberOptions,
  originalsOption,
  recordingsOption,
  storeOption,
  redactOption,
  requestOptions,
} from '../../options/shared.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { tunnelAgents } from '../../tunnel/tunnel.ts'
import { uiOptions } from '../../ui/ui-options.ts'
import { lastPublicOrigin } from './last-public-url.ts'
import { adminOptions } from './admin/admin-options.ts'
import { openAdmin, type Admin } from './admin/open-admin.ts'
import { createLeaving } from './leaving.ts'
import { createLive, wholeExchangesFor } from './live.ts'
import { logEvents } from './print/log-events.ts'
import { printEvents } from './print/print-events.ts'
import { openPublicUrl, portProblem, type PublicUrl } from './public-url.ts'
import { startRecordingPage, type RecordingPage } from './recording-page.ts'
import { openSession, type RecordingSession } from './recording-session.ts'
import { watchSecrets } from './watch-secrets.ts'
import { mostWorkers, recordSettings, type RecordOptions, type RecordSettings } from './settings.ts'

const workersOption = {
  type: 'number',
  integer: true,
  min: 1,
  max: mostWorkers,
  words: ['auto'],
  placeholder: '<count>',
  describe:
    'How many processes carry calls, each on a processor; auto: one less than there are processors (default: 1)',
} as const

const targetOption = {
  type: 'string',
  repeat: true,
  placeholder: '<requests>=<app>',
  fromEnvironment: true,
  describe:
    'Another app for some requests, by path, number called or account: /billing=localhost:3001, +14155550101=localhost:3002. The first that fits gets them',
} as const

const selectionOptions = {
  sample: {
    type: 'number',
    min: 0,
    max: 1,
    placeholder: '<share>',
    fromEnvironment: true,
    describe: 'Record this share of the calls, each as a whole: 0.1 for every tenth. Everything is forwarded',
    group: 'Recording',
  },
  only: {
    type: 'string',
    repeat: true,
    separator: 'comma',
    placeholder: '<kind>',
    fromEnvironment: true,
    describe: 'Record webhooks of this kind only, such as voice.incoming-pstn. Everything is forwarded',
    group: 'Recording',
  },
} as const

/** `ringback record`: the reverse proxy in front of an app. */
export const recordCommand: Command = command({
  positionals: { app: { ...appArgument, fromEnvironment: true } },
  options: {
    port: {
      fromEnvironment: true,
      type: 'number',
      integer: true,
      min: 0,
      max: 65_535,
      default: 4100,
      describe: 'Port of the proxy; 0 takes any free one',
    },
    host: {
      fromEnvironment: true,
      type: 'string',
      placeholder: '<address>',
      default: '127.0.0.1',
      describe: 'Address that the proxy listens on',
    },
    'public-url': {
      fromEnvironment: true,
      ...requestOptions['public-url'],
      describe:
        'The URL under which Twilio reaches the proxy, and which it signs; auto: that of the ngrok or cloudflared that runs on this machine',
    },
    tunnel: {
      type: 'string',
      choices: tunnelAgents,
      placeholder: '<agent>',
      describe:
        'Start a tunnel with the ngrok or cloudflared that you have installed, and end it with the recording',
      group: 'Webhooks',
    },
    signature: {
      fromEnvironment: true,
      type: 'string',
      placeholder: '<mode>',
      choices: ['off', 'warn', 'require'],
      describe:
        'What happens to requests without a valid signature. off: not checked; warn: reported and forwarded; require: refused with 403',
    },
    'auth-token': {
      type: 'string',
      repeat: true,
      separator: 'comma',
      placeholder: '<token>',
      describe: 'The token to check signatures with; better set TWILIO_AUTH_TOKEN',
      group: 'Webhooks',
    },
    allow: {
      fromEnvironment: true,
      type: 'string',
      repeat: true,
      separator: 'comma',
      placeholder: '<rule>',
      describe:
        'Unsigned requests that --signature require forwards: GET:/health, /static/* or upgrade:/media',
      group: 'Webhooks',
    },
    target: targetOption,
    timeout: { ...requestOptions.timeout, fromEnvironment: true },
    workers: { ...workersOption, fromEnvironment: true },
    'voice-url': { ...numberOptions['voice-url'], fromEnvironment: true },
    'status-callback': { ...numberOptions['status-callback'], fromEnvironment: true },
    recordings: { ...recordingsOption, fromEnvironment: true, group: 'Recording' },
    store: { ...storeOption, group: 'Recording' },
    redact: { ...redactOption, fromEnvironment: true, group: 'Recording' },
    originals: { ...originalsOption, fromEnvironment: true, group: 'Recording' },
    ...selectionOptions,
    keep: {
      fromEnvironment: true,
      type: 'string',
      repeat: true,
      separator: 'comma',
      placeholder: '<parameter>',
      describe: 'A parameter that is not redacted',
      group: 'Recording',
    },
    'redact-value': {
      fromEnvironment: true,
      type: 'string',
      repeat: true,
      placeholder: '<text>',
      describe: 'A value to replace wherever it stands, in any case and encoding',
      group: 'Recording',
    },
    'redact-pattern': {
      fromEnvironment: true,
      type: 'string',
      repeat: true,
      placeholder: '<regex>',
      describe: 'Replace what this regular expression matches, wherever it stands',
      group: 'Recording',
    },
    'spool-limit': {
      fromEnvironment: true,
      type: 'string',
      placeholder: '<size>',
      default: '4GiB',
      describe:
        'How much may wait on disk to be redacted, such as 500MB; beyond it the oldest is kept, and what is lost is counted',
      group: 'Recording',
    },
    settle: {
      fromEnvironment: true,
      type: 'boolean',
      default: false,
      describe: 'Finish all redaction before exit, for containers with a temporary disk',
      group: 'Recording',
    },
    ui: {
      type: 'boolean',
      describe:
        'Show the calls on a page of this machine; key o opens it (on by default on a terminal; --no-ui: no page)',
      group: 'Page',
    },
    'ui-port': uiOptions['ui-port'],
    ...adminOptions,
    verbose: {
      type: 'boolean',
      default: false,
      describe: 'Show the parameters and the answer of each exchange as soon as it is recorded',
    },
    format: {
      fromEnvironment: true,
      type: 'string',
      placeholder: '<format>',
      choices: ['pretty', 'ndjson', 'log'],
      default: 'pretty',
      describe: 'How events are printed; log: as lines for log collectors, and nothing else',
    },
  },
  examples: [
    [
      'ringback record 3000 --tunnel ngrok --voice-url /voice',
      'with a tunnel, and the line that points your number at it',
    ],
    ['ringback record localhost:3000 --public-url https://phone.example.com', 'behind a tunnel of your own'],
    [
      'ringback record 3000 --public-url https://phone.example.com --signature require',
      'refuse requests that Twilio has not signed',
    ],
  ],
  run: async (options, io) => {
    io.limitMemory?.()
    requireWhatLogsAllow(options)
    const publicUrl = await openPublicUrl(await recordSettings(options, io), io)
    try {
      const admin = await openAdmin(publicUrl.settings)
      try {
        return await record(options, { publicUrl, admin }, io)
      } finally {
        await admin.close()
      }
    } finally {
      await publicUrl.close()
    }
  },
})

type PageOptions = RecordOptions & {
  readonly ui?: boolean | undefined
  readonly uiPort?: number | undefined
}

interface OutputOptions {
  readonly format: 'pretty' | 'ndjson' | 'log'
  readonly verbose: boolean
  readonly ui?: boolean | undefined
}

/** Log lines go to more readers than a terminal: they have no whole exchanges, and no address with a token. */
function requireWhatLogsAllow({ format, verbose, ui }: OutputOptions): void {
  const other = verbose ? '--verbose' : ui === true ? '--ui' : undefined
  if (format !== 'log' || other === undefined) return
  throw new RingbackError('log-without-output', `--format log and ${other} cannot be used together.`, {
    remedy: `Log lines say nothing but what happens. Remove ${other}, or one of --format ndjson and --format pretty takes it.`,
  })
}

async function record(
  options: PageOptions & OutputOptions,
  { publicUrl, admin }: { readonly publicUrl: PublicUrl; readonly admin: Admin },
  io: Io,
): Promise<ExitCode> {
  const { settings } = publicUrl
  const { format, verbose } = options
  const createLog =
    format === 'log'
      ? (await importPeer('pino', () => import('./print/log-printer.ts'))).createLogPrinter
      : undefined
  const session = await openSession(settings, wholeExchangesFor(verbose, io), io)
  const page = await pageOf(format === 'log' ? { ...options, ui: false } : options, settings, session, io)
  const lastOrigin = settings.store === undefined ? await lastPublicOrigin(settings.recordings) : undefined
  const proxy = await start(settings, session, page)
  admin.serve({ proxy, waiting: session.waiting, usage: session.usage })
  const { stop, announced: leaving } = createLeaving(proxy, {
    drainDelayMs: settings.drainDelayMs,
    onLeave: admin.leave,
  })
  const stopListening = io.onSignal(stop)
  const live = createLive({ settings, page, stop: () => stop() }, io)
  const stopWatching = watchSecrets(settings, proxy, io.env)
  const told = { publicUrl, adminUrl: admin.url, leaving, waiting: session.waiting }
  try {
    if (createLog !== undefined) await logEvents(proxy, { createLog, ...told }, io)
    else
      await printEvents(
        proxy,
        { lastOrigin, format: format === 'ndjson' ? format : 'pretty', verbose, page, live, ...told },
        io,
      )
  } finally {
    stopWatching()
    live.close()
  }
  stopListening()
  await page.close()
  offerOwnValues(session, settings, io)
  return codeOf(proxy.counts)
}

/** Starts the page beside the recording, where there is to be one. Throws a `RingbackError`. */
async function pageOf(
  options: PageOptions,
  { recordings, store, app, publicUrl, authToken: [authToken] }: RecordSettings,
  session: RecordingSession,
  io: Io,
): Promise<RecordingPage> {
  try {
    const { ui, uiPort, config, timeout } = options
    const request = { app, publicUrl, authToken, timeout, allowRemote: false }
    // An app on another machine gets what Twilio sends and nothing else.
    const isHere = isLoopback(new URL(app).hostname)
    const page = { directory: recordings, store, config, ...(isHere && { request }) }
    return await startRecordingPage({ ui, uiPort }, page, io)
  } catch (error) {
    await session.abandon()
    throw error
  }
}

async function start(
  settings: RecordSettings,
  session: RecordingSession,
  page: RecordingPage,
): Promise<Proxy> {
  const { host, port, timeoutMs, publicUrl, signature } = settings
  try {
    return await session.start({
      app: settings.app,
      targets: settings.targets,
      sample: settings.sample,
      host,
      port,
      authToken: settings.authToken,
      allow: settings.allow,
      knownUrls: [settings.voiceUrl ?? '', settings.statusCallback ?? ''].filter((url) => URL.canParse(url)),
      ...(settings.authTokens !== undefined && { authTokens: settings.authTokens }),
      ...(settings.only !== undefined && { only: settings.only }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(signature !== undefined && { signature }),
      ...(timeoutMs !== undefined && { limits: { timeoutMs } }),
    })
  } catch (error) {
    await Promise.all([session.abandon(), page.close()])
    if (error instanceof ProxyOptionsError) throw optionsError(error)
    throw portProblem(error, settings)
  }
}

/** The problems of the options by the names that they have on the command line. */
function optionsError(error: ProxyOptionsError): RingbackError {
  const lines = error.problems.map((problem) => {
    const [, name = '', text = ''] = /^([a-zA-Z.]+): (.*)$/s.exec(problem) ?? []
    const option = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    return name === 'app' ? `App URL: ${text}` : `--${option}: ${text}`
  })
  return new RingbackError('bad-proxy-options', lines.join('\n'), {
    remedy: 'See `ringback record --help`.',
    cause: error,
  })
}

/** A person may want what is his own to stay readable; a log file need not hold it. */
function offerOwnValues(session: RecordingSession, { redact }: RecordSettings, io: Io): void {
  const offer = redact && io.isTerminal.stderr ? session.offer() : undefined
  if (offer !== undefined) io.stderr.write(`${offer}\n`)
}

function codeOf({ notRecorded }: ProxyCounts): ExitCode {
  return notRecorded === 0 ? exitCode.good : exitCode.findings
}
