import { inShard, parametersOf, type Exchange, type Recording } from '@ringback/recording'
import { replay, type ReplayEvent } from '@ringback/replay'
import { RingbackError } from '@ringback/common'
import { createClientsByOrigin, type App, type ClientsByOrigin } from '@ringback/twilio-client/node'
import { appAndName } from '../../app/app-and-name.ts'
import { requireAppUrl } from '../../app/app-url.ts'
import { functionsInProcess } from '../../app/app-target.ts'
import { authTokenFor, requireAuthToken } from '../../app/auth-token.ts'
import { functionsFolder } from '../../app/functions-folder.ts'
import { requireRunning } from '../../app/require-running.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { shardOption } from '../../input/shard-option.ts'
import {
  appArgument,
  callArgument,
  functionsOption,
  redactionOptions,
  requestOptions,
  recordingsOption,
  storeOption,
} from '../../options/shared.ts'
import { createNoteKeeper } from '../../recordings/keep-notes.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { keyIdsOf, redactionMeans, type RedactionMeans } from '../../recordings/redaction-means.ts'
import { requireTerminalToReveal } from '../../recordings/require-terminal.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { openRecordings, type ChangedRecordings } from '../../recordings/open-recordings.ts'
import { selectionOf } from '../../recordings/select.ts'
import { reportRun } from '../../reporters/report-run.ts'
import { reporterOptions, type ReporterOptions } from '../../reporters/reporter-options.ts'
import { withRefusalNote } from '../../signature-check/with-refusal-note.ts'
import type { ProbedRequest } from '../../signature-check/send-signed.ts'
import { command, type Command } from '../../shell/command.ts'
import type { ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { uiOptions, wantsUi, type UiOptions } from '../../ui/ui-options.ts'
import { watchOptions } from '../../watch/watch-options.ts'
import { withUi } from '../../ui/with-ui.ts'
import { replayItems } from './report-items.ts'

/** `ringback replay`: recorded webhooks once more, and whether the answers are what they were. */
export const replayCommand: Command = command({
  positionals: { app: appArgument, call: callArgument },
  options: {
    update: { type: 'boolean', default: false, describe: 'Accept the new answers into the recordings' },
    exchange: { type: 'string', placeholder: '<id>', describe: 'Only this exchange of the call' },
    shard: { type: 'string', placeholder: '<part>', describe: 'Only a part of the recordings: 2/8' },
    recordings: recordingsOption,
    store: storeOption,
    ...functionsOption,
    ...requestOptions,
    'public-url': {
      ...requestOptions['public-url'],
      describe: 'The URL to sign for, if it is not that of the recording',
    },
    ...redactionOptions,
    ...watchOptions,
    ...uiOptions,
    ...reporterOptions,
  },
  examples: [
    ['ringback replay localhost:3000', 'all recordings'],
    ['ringback replay 3000 --watch', 'again whenever your app changes'],
    ['ringback replay CA51c7', 'one call, with `app` in ringback.config.ts'],
    [
      'ringback replay 3000 --require-key',
      'in CI, when an answer that cannot be compared shall be a failure',
    ],
    ['ringback replay 3000 --reporter pretty --reporter junit=replay.xml', 'in CI'],
  ],
  run: (options, io) => (wantsUi(options) ? replayShown(options, io) : replayAll(options, io)),
})

interface ReplayOptions extends ReporterOptions, UiOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly functions?: string | undefined
  readonly call?: string | undefined
  readonly update: boolean
  readonly exchange?: string | undefined
  readonly shard?: string | undefined
  readonly requireKey: boolean
  readonly reveal: boolean
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly timeout?: number | undefined
  readonly allowRemote: boolean
}

/** Replays beside a page with the calls of the folder. */
async function replayShown(options: ReplayOptions, io: Io): Promise<ExitCode> {
  const loaded = await loadConfig(io, options.config)
  const { app, name } = appAndName(options.app, options.call, 'call')
  const { place } = await selectionOf(name, recordingsPlace(options, loaded, io), loaded, io)
  const { config, uiPort: port = 0, authToken, publicUrl, timeout, allowRemote } = options
  const request = { app, authToken, publicUrl, timeout, allowRemote }
  const settings = { directory: place.folder, store: place.store, port, config, request }
  return await withUi({ settings, run: () => replayAll(options, io), stopsItself: true }, io)
}

async function replayAll(options: ReplayOptions, io: Io): Promise<ExitCode> {
  if (options.reveal) requireTerminalToReveal(io)
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const { app, name } = appAndName(options.app, options.call, 'call')
  const target = await replayed({ ...options, app }, config, io)
  const clients = clientsFor(target, options)
  const selection = await selectionOf(name, recordingsPlace(options, loaded, io), loaded, io)
  const { place } = selection
  const store = options.update ? await openRecordings(place, io) : undefined
  const controller = new AbortController()
  const stopListening = io.onSignal(() => controller.abort())
  try {
    const recordings = inPart(onlyExchange(await readRecordings(selection, io), options), options.shard)
    const { requireKey } = options
    const means = await redactionMeans(keyIdsOf(recordings), { place, loaded, requireKey }, io)
    const notes = store
      ? { take: async ({ exchanges }: Recording) => store.replace(exchanges), write: noProblem }
      : createNoteKeeper(place, io)
    const events = replay({
      recordings,
      clientFor: clients.clientFor,
      signal: controller.signal,
      reveal: options.reveal,
      originalOf: means.originalOf,
      // What is noted is noted of whole calls.
      ...(options.exchange === undefined && { note: notes.take }),
      ...(means.redactor !== undefined && { redactor: means.redactor }),
      ...(store && { update: updateBoth(store, means) }),
    })
    const { update: isAccepted } = options
    const run = { isAccepted, requireKey, means, writeNotes: notes.write, signal: controller.signal }
    const items = withRefusalNote(replayItems(events, run), refusedIn, target)
    return await reportRun(items, {
      title: 'ringback replay',
      options,
      io,
      noun: 'exchange',
    })
  } finally {
    stopListening()
    await clients.close()
    await store?.close()
  }
}

/** The app that recordings are sent to. */
interface ReplayedApp {
  readonly app: string | App
  readonly authToken: string
  readonly publicUrl: string | undefined
}

async function replayed(options: ReplayOptions, config: RingbackConfig, io: Io): Promise<ReplayedApp> {
  const publicUrl = publicUrlOf(options.publicUrl)
  const folder = functionsFolder(options, config)
  if (folder !== undefined) {
    const authToken = authTokenFor(options, config, io)
    const { app } = await functionsInProcess(folder, options, { config, io, authToken })
    return { app, authToken, publicUrl }
  }
  const url = requireAppUrl(options.app ?? config.app, 'replay')
  requireThisMachine(url.href, options.allowRemote)
  const authToken = requireAuthToken(options.authToken, config, io)
  await requireRunning(url)
  return { app: url.href, authToken, publicUrl }
}

/** A client for each public origin that the recordings were made under. */
function clientsFor(
  { app, authToken, publicUrl }: ReplayedApp,
  { allowRemote, timeout }: ReplayOptions,
): ClientsByOrigin {
  return createClientsByOrigin({
    app,
    authToken,
    allowRemote,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(timeout !== undefined && { timeouts: { totalMs: timeout * 1000, readMs: timeout * 1000 } }),
  })
}

const noProblem = async (): Promise<undefined> => undefined

/** Accepts new answers into the recordings, and the originals with them. */
function updateBoth(
  store: ChangedRecordings,
  { originals }: RedactionMeans,
): (recording: Recording, changed: readonly Exchange[]) => Promise<void> {
  return async (recording, changed) => {
    // An original without its recording would be compared with an older answer; the other way round nothing is lost.
    await originals?.write(recording, changed)
    await store.replace(recording.exchanges)
  }
}

/** The recordings with that exchange alone. Throws a `RingbackError` when it is in none of them. */
function onlyExchange(
  recordings: readonly Recording[],
  { exchange, update }: Pick<ReplayOptions, 'exchange' | 'update'>,
): readonly Recording[] {
  if (exchange === undefined) return recordings
  if (update) {
    throw new RingbackError('exchange-with-update', '--exchange and --update cannot be used together.', {
      remedy: 'Accept the new answers of the whole call: remove --exchange.',
    })
  }
  const found = recordings.flatMap((recording) => {
    const exchanges = recording.exchanges.filter(({ id }) => id === exchange)
    return exchanges.length === 0 ? [] : [{ ...recording, exchanges }]
  })
  if (found.length > 0) return found
  throw new RingbackError('no-such-exchange', `No recorded exchange ${exchange}.`, {
    remedy: 'ringback show prints the ids of the exchanges of a call.',
  })
}

function inPart(recordings: readonly Recording[], shard: string | undefined): readonly Recording[] {
  if (shard === undefined) return recordings
  return inShard(
    recordings,
    shardOption(shard),
    ({ callSid, exchanges }) => callSid ?? exchanges[0]?.id ?? '',
  )
}

function refusedIn(given: unknown): ProbedRequest | undefined {
  // The items of a replay carry its events.
  const event = given as ReplayEvent
  if (event.type !== 'exchange' || event.verdict === 'same' || event.answer?.status !== 403) return undefined
  const { request } = event.exchange
  return { method: request.method, url: request.url, parameters: parametersOf(request) }
}
