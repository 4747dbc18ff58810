import { ProxyOptionsError, startProxy, type Proxy, type ProxyCounts } from '@ringback/proxy'
import { RingbackError } from '@ringback/common'
import type { RecordingStore } from '@ringback/recording'
import { createRedactor, type Redactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'
import { count } from '../../format/count.ts'
import {
  appArgument,
  numberOptions,
  recordingsOption,
  redactOption,
  requestOptions,
} from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { folderUnusable } from '../../recordings/folder.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { banner } from './banner.ts'
import { eventLine } from './event-line.ts'
import { recordSettings, type RecordSettings } from './settings.ts'

/** `ringback record`: the reverse proxy in front of an app. */
export const recordCommand: Command = command({
  positionals: { app: appArgument },
  options: {
    port: {
      type: 'number',
      integer: true,
      min: 0,
      max: 65_535,
      default: 4100,
      describe: 'Port of the proxy; 0: any free one',
    },
    host: {
      type: 'string',
      placeholder: '<address>',
      default: '127.0.0.1',
      describe: 'Address that the proxy listens on',
    },
    'public-url': {
      ...requestOptions['public-url'],
      describe: 'The URL under which Twilio reaches the proxy, and which it signs',
    },
    signature: {
      type: 'string',
      placeholder: '<mode>',
      choices: ['off', 'warn', 'require'],
      describe: 'What happens to requests without a valid signature',
    },
    'auth-token': {
      ...requestOptions['auth-token'],
      describe: 'The token to check signatures with; better set TWILIO_AUTH_TOKEN',
    },
    timeout: requestOptions.timeout,
    'voice-url': numberOptions['voice-url'],
    'status-callback': numberOptions['status-callback'],
    recordings: { ...recordingsOption, group: 'Recording' },
    redact: { ...redactOption, group: 'Recording' },
    keep: {
      type: 'string',
      repeat: true,
      placeholder: '<parameter>',
      describe: 'A parameter that redaction leaves alone',
      group: 'Recording',
    },
    format: {
      type: 'string',
      placeholder: '<format>',
      choices: ['pretty', 'ndjson'],
      default: 'pretty',
      describe: 'How events are printed',
    },
  },
  examples: [
    ['ringback record localhost:3000 --public-url https://phone.example.com', 'behind a tunnel of your own'],
  ],
  run: async (options, io) => {
    const settings = await recordSettings(options, io)
    const redactor = settings.redact
      ? createRedactor({
          ...redactorOptions(await redactionKeys(settings.directory, io.env)),
          keep: settings.keep,
        })
      : undefined
    const store = await openStore(settings, io)
    try {
      const proxy = await start(settings, store, redactor)
      const stopListening = closeAtSignal(proxy, io)
      await tell(proxy, settings, options.format, io)
      stopListening()
      return codeOf(proxy.counts)
    } finally {
      await store.close()
    }
  },
})

async function openStore({ recordings }: RecordSettings, io: Io): Promise<RecordingStore> {
  try {
    return await openDirectoryStore({
      directory: recordings,
      onDamage: (damage) => reportDamage(io, damage),
    })
  } catch (error) {
    throw folderUnusable(recordings, error)
  }
}

async function start(
  settings: RecordSettings,
  store: RecordingStore,
  redactor: Redactor | undefined,
): Promise<Proxy> {
  const { app, host, port, publicUrl, authToken, signature, timeoutMs } = settings
  try {
    return await startProxy({
      app,
      host,
      port,
      store,
      redact: redactor === undefined ? 'off' : (exchange) => redactor.redactExchange(exchange),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(authToken !== undefined && { authToken }),
      ...(signature !== undefined && { signature }),
      ...(timeoutMs !== undefined && { limits: { timeoutMs } }),
    })
  } catch (error) {
    if (error instanceof ProxyOptionsError) {
      throw new RingbackError('bad-proxy-options', error.problems.join('\n'), { cause: error })
    }
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new RingbackError('port-in-use', `Port ${port} of ${host} is in use by another program.`, {
        remedy: 'Stop it, or pass another port: --port 4101',
        cause: error,
      })
    }
    throw error
  }
}

/** The first signal drains, a second one leaves at once. */
function closeAtSignal(proxy: Proxy, io: Io): () => void {
  let signals = 0
  return io.onSignal(() => {
    signals += 1
    void proxy.close({ drain: signals === 1 })
  })
}

async function tell(
  proxy: Proxy,
  settings: RecordSettings,
  format: 'pretty' | 'ndjson',
  io: Io,
): Promise<void> {
  const styles = stylesFor(io, 'stdout')
  const log = stylesFor(io, 'stderr')
  const note = (line: string): boolean => io.stderr.write(`${line}\n`)
  for await (const event of proxy.events) {
    if (event.type === 'listening') {
      for (const line of banner(event, settings, log)) note(line)
    }
    if (format === 'ndjson') io.stdout.write(`${JSON.stringify(event)}\n`)
    else {
      const line = eventLine(event, styles)
      if (line !== undefined) io.stdout.write(`${line}\n`)
    }
    if (event.type === 'closed') note(summary(event.counts, settings))
  }
}

function summary({ recorded, notRecorded, problems }: ProxyCounts, { recordings }: RecordSettings): string {
  const kept = `${count(recorded, 'exchange')} recorded in ${recordings}`
  const lost = notRecorded === 0 ? '' : `, ${notRecorded} NOT recorded`
  return `${kept}${lost}${problems === 0 ? '' : `, ${count(problems, 'problem')}`}.`
}

function codeOf({ notRecorded }: ProxyCounts): ExitCode {
  return notRecorded === 0 ? exitCode.good : exitCode.findings
}
