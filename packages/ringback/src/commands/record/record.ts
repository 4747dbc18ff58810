import { ProxyOptionsError, startProxy, type Proxy, type ProxyCounts } from '@ringback/proxy'
import type { RecordingStore } from '@ringback/recording'
import { createRedactor, type Redactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'
import { count } from '../../format/count.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { banner } from './banner.ts'
import { eventLine } from './event-line.ts'
import { recordSettings, type RecordSettings } from './settings.ts'

/** `ringback record`: the reverse proxy in front of an app. */
export const recordCommand: InstalledCommand = command({
  usage: 'record [target]',
  describe: 'Record real webhooks: a reverse proxy in front of your app',
  options: (parser) =>
    parser
      .positional('target', { type: 'string', describe: 'Where your app listens: http://127.0.0.1:3000' })
      .options({
        port: { type: 'number', default: 4100, describe: 'Port of the proxy; 0 for any free one' },
        host: { type: 'string', default: '127.0.0.1', describe: 'Address the proxy listens on' },
        'public-url': { type: 'string', describe: 'The URL under which Twilio reaches the proxy, and signs' },
        'voice-url': { type: 'string', describe: "The number's Voice URL, or its path" },
        'status-callback': { type: 'string', describe: "The number's status callback URL, or its path" },
        'auth-token': { type: 'string', describe: 'To check signatures (better: TWILIO_AUTH_TOKEN)' },
        signature: { choices: ['off', 'warn', 'require'] as const, describe: 'What a bad signature means' },
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        redact: { type: 'boolean', describe: 'Replace what is private; --no-redact keeps it' },
        keep: { type: 'string', array: true, describe: 'Parameters that redaction leaves alone' },
        timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
        format: { choices: ['pretty', 'ndjson'] as const, default: 'pretty' as const },
      })
      .example('$0 record http://127.0.0.1:3000 --public-url https://phone.example.com', ''),
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
    throw new UserError(
      `The recordings folder ${recordings} cannot be used: ${messageOf(error)}`,
      'Give another folder with --recordings, or mend this one.',
    )
  }
}

async function start(
  settings: RecordSettings,
  store: RecordingStore,
  redactor: Redactor | undefined,
): Promise<Proxy> {
  const { target, host, port, publicUrl, authToken, signature, timeoutMs } = settings
  try {
    return await startProxy({
      app: target,
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
      throw new UserError(error.problems.map((problem) => `- ${problem}`).join('\n'))
    }
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new UserError(
        `Port ${port} of ${host} is taken by another program.`,
        'Stop it, or give another port: --port 4101.',
      )
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
