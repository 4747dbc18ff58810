import { inShard, type Recording } from '@ringback/recording'
import { createRedactor, type Redactor } from '@ringback/redaction'
import { replay, type ReplayCounts, type ReplayEvent } from '@ringback/replay'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { junit } from '../../format/junit.ts'
import { shardOption } from '../../input/shard-option.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { openRecordings, readSelected, selectionOf } from '../../recordings/select.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { redactionKeysIfKept, redactorOptions } from '../../state/redaction-key.ts'
import { clientsFor } from './clients.ts'
import { exchangeLines, summaryLine } from './report.ts'
import { suitesOf } from './suites.ts'

/** `ringback replay`: recorded webhooks once more, and whether the answers are what they were. */
export const replayCommand: InstalledCommand = command({
  usage: 'replay [call]',
  describe: 'Send recorded webhooks to your app again and compare the answers',
  options: (parser) =>
    parser
      .positional('call', {
        type: 'string',
        describe: 'The start of a CallSid, a recording file, or a folder',
      })
      .options({
        target: { type: 'string', describe: 'Where your app listens: http://127.0.0.1:3000' },
        'public-url': { type: 'string', describe: 'The URL to sign for, if not that of the recording' },
        'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        update: { type: 'boolean', default: false, describe: 'Accept the new answers into the recordings' },
        'allow-remote': { type: 'boolean', default: false, describe: 'Let requests leave this machine' },
        timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
        shard: { type: 'string', describe: 'Only this part of the recordings: 2/8' },
        'pass-with-nothing': {
          type: 'boolean',
          default: false,
          describe: 'Exit 0 although no answer was compared',
        },
        format: { choices: ['pretty', 'json', 'ndjson', 'junit'] as const, default: 'pretty' as const },
      })
      .example('$0 replay --target http://127.0.0.1:3000', 'all recordings'),
  run: async (options, io) => {
    const loaded = await loadConfig(io, options.config)
    const target = options.target ?? loaded.config.target
    const authToken = options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? loaded.config.authToken
    if (target === undefined) {
      throw new UserError('Where does your app listen?', 'Give --target http://127.0.0.1:3000.')
    }
    if (authToken === undefined) {
      throw new UserError(
        'Recorded webhooks have to be signed again, and there is no auth token.',
        'Set TWILIO_AUTH_TOKEN to the token that the app checks with, or give --auth-token.',
      )
    }
    const folder = recordingsFolder(options.recordings, loaded, io)
    const selection = await selectionOf(options.call, folder, io)
    const store = await openRecordings(selection.directory, options.update ? 'write' : 'read', io)
    const clients = clientsFor({ ...options, target, authToken })
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const selected = await readSelected(store, selection)
      const recordings =
        options.shard === undefined
          ? selected
          : inShard(
              selected,
              shardOption(options.shard),
              ({ callSid, exchanges }) => callSid ?? exchanges[0]?.id ?? '',
            )
      const redactor = await redactorFor(recordings, loaded.directory, io)
      const events = replay({
        recordings,
        clientFor: clients.clientFor,
        signal: controller.signal,
        ...(redactor !== undefined && { redactor }),
        ...(options.update && { update: (recording: Recording) => store.write(recording) }),
      })
      return verdictOn(await tell(events, options.format, io), options)
    } finally {
      stopListening()
      await clients.close()
      await store.close()
    }
  },
})

/** The exit code of a replay. Throws where it did not judge what it should have. */
function verdictOn(
  { judged, changed, notComparable, skipped, failed }: ReplayCounts,
  { update, passWithNothing }: { readonly update: boolean; readonly passWithNothing: boolean },
): ExitCode {
  if (failed > 0) {
    throw new UserError(
      `${count(failed, 'exchange')} could not be sent again.`,
      'The report names each of them. Repair or delete those recordings.',
    )
  }
  if (judged === 0 && !passWithNothing) {
    throw new UserError(
      `No answer was compared: ${skipped} skipped, ${notComparable} not comparable.`,
      'The report says why. Pass --pass-with-nothing if that is expected.',
    )
  }
  return changed === 0 || update ? exitCode.good : exitCode.findings
}

/** The redactor with the key of the recordings, if that key is here; says what its absence means. */
async function redactorFor(
  recordings: readonly Recording[],
  directory: string,
  io: Io,
): Promise<Redactor | undefined> {
  const ids = new Set(recordings.flatMap(({ redaction }) => redaction?.keyId ?? []))
  if (ids.size === 0) return undefined
  const keys = await redactionKeysIfKept(directory, io.env)
  const redactor = keys === undefined ? undefined : createRedactor(redactorOptions(keys))
  if (redactor === undefined || [...ids].some((id) => id !== redactor.keyId)) {
    io.stderr.write(
      'The redaction key of these recordings is not here: answers are compared without their numbers and SIDs.\n' +
        '  Set RINGBACK_REDACTION_KEY to compare those as well.\n',
    )
  }
  return redactor
}

/** Prints the events as they come; returns how they were judged. */
async function tell(
  events: AsyncIterable<ReplayEvent>,
  format: 'pretty' | 'json' | 'ndjson' | 'junit',
  io: Io,
): Promise<ReplayCounts> {
  const styles = stylesFor(io, 'stdout')
  const print = (text: string): boolean => io.stdout.write(`${text}\n`)
  const all: ReplayEvent[] = []
  let counts: ReplayCounts | undefined
  for await (const event of events) {
    if (event.type === 'finished') ({ counts } = event)
    if (format === 'json' || format === 'junit') all.push(event)
    else if (format === 'ndjson') print(JSON.stringify(event))
    else if (event.type === 'recording') print(styles.bold(event.recording.callSid ?? '(no call)'))
    else if (event.type === 'exchange') for (const line of exchangeLines(event, styles)) print(line)
    else if (event.type === 'finished') print(summaryLine(event, styles))
    else print(styles.yellow('  the new answers were accepted'))
  }
  if (format === 'json') print(JSON.stringify(all, null, 2))
  if (format === 'junit') print(junit('ringback replay', suitesOf(all)))
  if (counts === undefined) throw new Error('A replay ends with its counts.')
  return counts
}
