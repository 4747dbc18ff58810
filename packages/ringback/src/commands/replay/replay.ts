import { inShard, type Recording } from '@ringback/recording'
import { createRedactor, type Redactor } from '@ringback/redaction'
import { replay } from '@ringback/replay'
import { appAndName } from '../../app/app-and-name.ts'
import { requireAppUrl } from '../../app/app-url.ts'
import { requireAuthToken } from '../../app/auth-token.ts'
import { requireRunning } from '../../app/require-running.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { loadConfig } from '../../config/load-config.ts'
import { shardOption } from '../../input/shard-option.ts'
import { appArgument, callArgument, recordingsOption, requestOptions } from '../../options/shared.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { openRecordings, readSelected, selectionOf } from '../../recordings/select.ts'
import { reportRun } from '../../reporters/report-run.ts'
import { reporterOptions, type ReporterOptions } from '../../reporters/reporter-options.ts'
import { command, type Command } from '../../shell/command.ts'
import type { ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeysIfKept, redactorOptions } from '../../state/redaction-key.ts'
import { clientsFor } from './clients.ts'
import { replayItems } from './report-items.ts'

/** `ringback replay`: recorded webhooks once more, and whether the answers are what they were. */
export const replayCommand: Command = command({
  positionals: { app: appArgument, call: callArgument },
  options: {
    update: { type: 'boolean', default: false, describe: 'Accept the new answers into the recordings' },
    shard: { type: 'string', placeholder: '<part>', describe: 'Only a part of the recordings: 2/8' },
    recordings: recordingsOption,
    ...requestOptions,
    'public-url': {
      ...requestOptions['public-url'],
      describe: 'The URL to sign for, if it is not that of the recording',
    },
    ...reporterOptions,
  },
  examples: [
    ['ringback replay localhost:3000', 'all recordings'],
    ['ringback replay CA51c7', 'one call, with `app` in ringback.config.ts'],
    ['ringback replay 3000 --reporter pretty --reporter junit=replay.xml', 'in CI'],
  ],
  run: (options, io) => replayAll(options, io),
})

interface ReplayOptions extends ReporterOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly call?: string | undefined
  readonly update: boolean
  readonly shard?: string | undefined
  readonly recordings?: string | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly timeout?: number | undefined
  readonly allowRemote: boolean
}

async function replayAll(options: ReplayOptions, io: Io): Promise<ExitCode> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const { app, name } = appAndName(options.app, options.call, 'call')
  const url = requireAppUrl(app ?? config.app, 'replay')
  const clients = clientsFor({
    app: url,
    authToken: requireAuthToken(options.authToken, config, io),
    publicUrl: publicUrlOf(options.publicUrl),
    allowRemote: options.allowRemote,
    timeout: options.timeout,
  })
  await requireRunning(url)
  const selection = await selectionOf(name, recordingsFolder(options.recordings, loaded, io), io)
  const store = await openRecordings(selection.directory, options.update ? 'write' : 'read', io)
  const controller = new AbortController()
  const stopListening = io.onSignal(() => controller.abort())
  try {
    const recordings = inPart(await readSelected(store, selection), options.shard)
    const redactor = await redactorFor(recordings, loaded.directory, io)
    const events = replay({
      recordings,
      clientFor: clients.clientFor,
      signal: controller.signal,
      ...(redactor !== undefined && { redactor }),
      ...(options.update && { update: (recording: Recording) => store.write(recording) }),
    })
    return await reportRun(replayItems(events, options.update, controller.signal), {
      title: 'ringback replay',
      options,
      io,
      noun: 'exchange',
    })
  } finally {
    stopListening()
    await clients.close()
    await store.close()
  }
}

function inPart(recordings: readonly Recording[], shard: string | undefined): readonly Recording[] {
  if (shard === undefined) return recordings
  return inShard(
    recordings,
    shardOption(shard),
    ({ callSid, exchanges }) => callSid ?? exchanges[0]?.id ?? '',
  )
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
      'The redaction key of these recordings is missing, so numbers and SIDs in the answers are not compared.\n' +
        '  Set RINGBACK_REDACTION_KEY to compare them as well.\n',
    )
  }
  return redactor
}
