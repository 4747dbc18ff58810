import { parseAppUrl, RingbackError } from '@ringback/common'
import {
  buildContract,
  freeParts,
  type BuildEvent,
  type BuildOptions,
  type FreePart,
} from '@ringback/contract'
import type { Recording } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { resolve } from 'node:path'
import { functionsInProcess } from '../../app/app-target.ts'
import { authTokenFor, requireAuthToken } from '../../app/auth-token.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { requireRunning } from '../../app/require-running.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { callValueOptions, callValuesOf, type CallValueOptions } from '../../input/call-values.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { chosenStoreOption, functionsOption, appArgument, requestOptions } from '../../options/shared.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { keyIdsOf, redactionMeans } from '../../recordings/redaction-means.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { selectionOf } from '../../recordings/select.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { redactionSettings } from '../../state/redaction-settings.ts'
import { readRoutes } from './read-routes.ts'
import { providerBaseUrlOption } from './verify-options.ts'
import { writePacts } from './write-pacts.ts'

/** `ringback contract build`: pact files from the catalog and from recordings. */
export const contractBuildCommand: Command = command({
  positionals: {
    app: {
      ...appArgument,
      describe: 'Where your app listens. If given, its present answers become the expected ones',
    },
  },
  options: {
    provider: {
      type: 'string',
      placeholder: '<name>',
      required: true,
      describe: "Your app's name in the contract",
    },
    consumer: {
      type: 'string',
      placeholder: '<name>',
      default: 'twilio',
      describe: "Twilio's name in the contract",
    },
    route: {
      type: 'string',
      repeat: true,
      separator: 'route',
      placeholder: '<kind=url>',
      describe: 'A URL of your app and the webhook kind that Twilio sends to it',
    },
    routes: { type: 'string', placeholder: '<file>', describe: 'A JSON file with routes' },
    recordings: {
      type: 'string',
      placeholder: '<path>',
      describe: 'A folder of recordings, or one recording',
    },
    store: chosenStoreOption,
    originals: {
      type: 'boolean',
      describe:
        'Put the sealed originals of recorded exchanges into the pact files (default: where those of the folder go into git)',
    },
    out: { type: 'string', placeholder: '<folder>', default: 'pacts', describe: 'Folder of the pact files' },
    free: {
      type: 'string',
      repeat: true,
      separator: 'comma',
      placeholder: '<what>',
      choices: [...freeParts, 'nothing'],
      default: ['wording', 'voice'],
      describe: 'What may change in the answers',
    },
    'signature-check': {
      type: 'boolean',
      default: true,
      describe: 'Do not expect that forged requests are refused',
    },
    'max-interactions': {
      type: 'number',
      integer: true,
      min: 1,
      default: 50,
      describe: 'Most interactions in one file',
    },
    ...callValueOptions,
    'provider-base-url': providerBaseUrlOption,
    functions: {
      ...functionsOption.functions,
      describe: 'Ask the Twilio Functions of this project, in this process, in place of [app]',
    },
    'public-url': requestOptions['public-url'],
    'auth-token': requestOptions['auth-token'],
    'allow-remote': requestOptions['allow-remote'],
  },
  examples: [
    [
      'ringback contract build --provider my-ivr --route voice.incoming-pstn=/voice',
      'any TwiML that Twilio runs is expected',
    ],
    [
      'ringback contract build 3000 --provider my-ivr --recordings recordings',
      'recorded answers are expected, and else those that the app gives now',
    ],
  ],
  run: async (options, io) => {
    const loaded = await loadConfig(io, options.config)
    const { files, counts } = await built(await buildSettings(options, { loaded, io }), io)
    const { written, same, removed } = await writePacts(files, resolve(io.cwd, options.out))
    for (const name of written) io.stdout.write(`${name}\n`)
    io.stderr.write(
      `${count(counts.interactions, 'interaction')} in ${count(files.length, 'pact file')} in ${options.out}: ` +
        `${written.length} written, ${same.length} unchanged, ${removed.length} removed\n`,
    )
    return exitCode.good
  },
})

interface BuildCommandOptions extends CallValueOptions {
  readonly app?: string | undefined
  readonly functions?: string | undefined
  readonly providerBaseUrl?: string | undefined
  readonly provider: string
  readonly consumer: string
  readonly free: readonly (FreePart | 'nothing')[]
  readonly signatureCheck: boolean
  readonly maxInteractions: number
  readonly route?: readonly string[] | undefined
  readonly routes?: string | undefined
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly originals?: boolean | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly allowRemote: boolean
}

interface Surroundings {
  readonly loaded: LoadedConfig
  readonly io: Io
}

async function buildSettings(
  options: BuildCommandOptions,
  { loaded, io }: Surroundings,
): Promise<Parameters<typeof buildContract>[0]> {
  const { config } = loaded
  const { provider, consumer, allowRemote } = options
  const asked = await appAsked(options, config, io)
  const settings = {
    call: callValuesOf(options, config),
    routes: await readRoutes(options, config, io),
    ...(await recordedSettings(options, { loaded, io })),
    ...asked,
    allowRemote,
    provider,
    consumer,
    free: freeParts.filter((part) => options.free.includes(part)),
    refusesForged: options.signatureCheck,
    maxInteractions: options.maxInteractions,
  }
  if (settings.routes.length === 0 && settings.recordings.length === 0) {
    throw new RingbackError(
      'nothing-to-build',
      'No routes and no recordings given, so the contract would be empty.',
      {
        remedy:
          'Pass --route voice.incoming-pstn=/voice, --routes <file>, --recordings <folder> or --store <url>.',
      },
    )
  }
  return settings
}

/** The app that is asked for its answers, if any: none is taken out of the configuration. */
async function appAsked(
  options: BuildCommandOptions,
  config: RingbackConfig,
  io: Io,
): Promise<Pick<Parameters<typeof buildContract>[0], 'app' | 'authToken' | 'publicUrl'>> {
  const { functions, allowRemote } = options
  const written = options.app ?? options.providerBaseUrl
  if (functions !== undefined) {
    const where = { app: written, functions, authToken: options.authToken }
    const authToken = authTokenFor(where, config, io)
    return { ...(await functionsInProcess(functions, options, { config, io, authToken })), authToken }
  }
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl)
  const published = publicUrl === undefined ? {} : { publicUrl }
  if (written === undefined) return published
  const url = parseAppUrl(written)
  const authToken = requireAuthToken(options.authToken, config, io)
  requireThisMachine(url.href, allowRemote)
  await requireRunning(url)
  return { app: url.origin, authToken, ...published }
}

type Built = Extract<BuildEvent, { type: 'finished' }>

/** Builds with a line of progress. Throws a `RingbackError` where the app gave no answer that a contract could expect. */
async function built(settings: Parameters<typeof buildContract>[0], io: Io): Promise<Built> {
  const failures: string[] = []
  const skipped: string[] = []
  const progress = createProgressLine(io)
  let [asked, toAsk] = [0, 0]
  let finished: Built | undefined
  for await (const event of buildContract(settings)) {
    if (event.type === 'started') ({ toAsk } = event)
    if (event.type === 'skipped') skipped.push(event.reason)
    if (event.type === 'finished') finished = event
    if (event.type !== 'asked') continue
    asked += 1
    const { kind, url, case: name } = event.interaction
    if (event.failure !== null) failures.push(`- ${kind} ${url} (${name}): ${event.failure}`)
    progress.show(`${asked} of ${toAsk} answers of the app`)
  }
  progress.clear()
  for (const [reason, members] of Map.groupBy(skipped, (text) => text)) {
    io.stderr.write(`Left out ${count(members.length, 'recorded exchange')}: ${reason}\n`)
  }
  if (failures.length > 0) throw noUsableAnswer(failures)
  if (finished === undefined) throw new Error('the build ended without its files')
  return finished
}

const mostFailures = 10

function noUsableAnswer(failures: readonly string[]): RingbackError {
  return new RingbackError(
    'no-usable-answer',
    [
      `${count(failures.length, 'request')} got no answer that a contract could expect:`,
      ...failures.slice(0, mostFailures),
    ].join('\n'),
    { remedy: 'Start the app with the same auth token and public URL, or leave the route out.' },
  )
}

/** Recordings, redacted: nothing private goes into a contract. Their sealed originals too, where they go into git or are asked for. */
async function recordedSettings(
  {
    recordings: name,
    store,
    originals: wanted,
  }: Pick<BuildCommandOptions, 'recordings' | 'store' | 'originals'>,
  { loaded, io }: Surroundings,
): Promise<{ readonly recordings: readonly Recording[] } & Pick<BuildOptions, 'sealedOriginalOf'>> {
  if (name === undefined && store === undefined) return { recordings: [] }
  const selection = await selectionOf(
    name,
    recordingsPlace({ recordings: name, store }, loaded, io),
    loaded,
    io,
  )
  const recordings = await readRecordings(selection, io)
  const means = { place: selection.place, loaded, requireKey: false }
  const { originals, missing } = await redactionMeans(keyIdsOf(recordings), means, io)
  const carried = (wanted ?? originals?.isCommitted === true) ? originals : undefined
  if (missing !== undefined && wanted === true) {
    throw new RingbackError(
      'no-redaction-key',
      'Originals go into pact files with the redaction key only, and it is not here.',
      { remedy: 'Set RINGBACK_REDACTION_KEY, or leave out --originals.' },
    )
  }
  if (missing !== undefined) io.stderr.write(`${missing}\n`)
  return {
    recordings: await redacted(recordings, { loaded, io }),
    ...(carried && { sealedOriginalOf: async (exchange) => carried.sealedOriginalOf(exchange) }),
  }
}

async function redacted(
  recordings: readonly Recording[],
  { loaded: { config, directory }, io }: Surroundings,
): Promise<readonly Recording[]> {
  if (recordings.every(({ redaction }) => redaction !== undefined)) return recordings
  const keys = redactorOptions(await redactionKeys(directory, io.env))
  const redactor = createRedactor({ ...redactionSettings(config), ...keys })
  return recordings.map((recording) => ({
    ...recording,
    exchanges: recording.exchanges.map((exchange) =>
      exchange.redaction === undefined ? redactor.redactExchange(exchange) : exchange,
    ),
  }))
}
