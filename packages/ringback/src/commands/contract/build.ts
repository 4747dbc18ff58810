import { createTwilioClient } from '@ringback/twilio-client/node'
import { resolve } from 'node:path'
import {
  freeParts,
  type FreePart,
  pactFiles,
  pinAnswers,
  planInteractions,
  type PlannedInteraction,
} from '@ringback/contract'
import type { Recording } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { openRecordings, readSelected, selectionOf } from '../../recordings/select.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { readRoutes } from './read-routes.ts'
import { writePacts } from './write-pacts.ts'

/** `ringback contract build`: pact files from the catalog and from recordings. */
export const contractBuildCommand: InstalledCommand = command({
  usage: 'build',
  describe: 'Write the contract: pact files from the catalog and from recordings',
  options: (parser) =>
    parser
      .options({
        provider: { type: 'string', demandOption: true, describe: "The app's name" },
        consumer: { type: 'string', default: 'twilio', describe: "Twilio's name in the contract" },
        out: { type: 'string', default: 'pacts', describe: 'Folder of the pact files' },
        route: { type: 'string', array: true, describe: 'A URL and what Twilio sends there: kind=url' },
        routes: { type: 'string', describe: 'A JSON file with routes' },
        recordings: { type: 'string', describe: 'A folder of recordings, or one recording' },
        'provider-base-url': {
          type: 'string',
          describe: 'Where the app listens: its answers are held from now on',
        },
        'public-url': { type: 'string', describe: 'What Twilio requests: https://phone.example.com' },
        'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
        free: {
          choices: [...freeParts, 'nothing'] as const,
          array: true,
          default: ['wording', 'voice'] as ('nothing' | FreePart)[],
          describe: 'What an answer may change',
        },
        'signature-check': {
          type: 'boolean',
          default: true,
          describe: 'Hold that forged requests are refused',
        },
        'max-interactions': { type: 'number', default: 50, describe: 'Interactions in one file' },
        'allow-remote': { type: 'boolean', default: false, describe: 'Ask an app on another machine' },
      })
      .example('$0 contract build --provider my-ivr --route voice.incoming-pstn=/voice', ''),
  run: async (options, io) => {
    const { config, directory } = await loadConfig(io, options.config)
    const routes = await readRoutes(options, config, io)
    const recordings =
      options.recordings === undefined ? [] : await recordingsAt(options.recordings, directory, io)
    const publicUrl = options.publicUrl ?? config.publicUrl
    const planned = planInteractions({ routes, recordings, ...(publicUrl !== undefined && { publicUrl }) })
    if (planned.length === 0) {
      throw new UserError(
        'There is nothing to build a contract from.',
        'Give --route voice.incoming-pstn=/voice, --routes a file, or --recordings a folder.',
      )
    }
    const interactions =
      options.providerBaseUrl === undefined
        ? planned
        : await pinned(planned, {
            app: options.providerBaseUrl,
            publicUrl: publicUrl ?? 'https://phone.example.com',
            authToken: options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? config.authToken,
            allowRemote: options.allowRemote,
          })
    const files = pactFiles(interactions, {
      provider: options.provider,
      consumer: options.consumer,
      free: freeParts.filter((part) => options.free.includes(part)),
      refusesForged: options.signatureCheck,
      maxInteractions: options.maxInteractions,
    })
    const folder = resolve(io.cwd, options.out)
    const { written, same, removed } = await writePacts(files, folder)
    for (const name of written) io.stdout.write(`${name}\n`)
    io.stderr.write(
      `${count(interactions.length, 'interaction')} in ${count(files.length, 'pact file')} in ${options.out}: ${written.length} written, ${same.length} as before, ${removed.length} removed\n`,
    )
    return exitCode.good
  },
})

interface PinOptions {
  readonly app: string
  readonly publicUrl: string
  readonly authToken: string | undefined
  readonly allowRemote: boolean
}

async function pinned(
  planned: readonly PlannedInteraction[],
  { authToken, ...options }: PinOptions,
): Promise<readonly PlannedInteraction[]> {
  if (authToken === undefined) {
    throw new UserError(
      'The app is asked as Twilio asks it, and there is no auth token to sign with.',
      'Set TWILIO_AUTH_TOKEN, or give --auth-token.',
    )
  }
  const twilio = createTwilioClient({ authToken, ...options })
  const { interactions, failures } = await pinAnswers(planned, twilio)
  await twilio.close()
  if (failures.length > 0) {
    const lines = failures.map(
      ({ interaction: { kind, url, case: name }, message }) => `${kind} ${url} (${name}): ${message}`,
    )
    throw new UserError(
      `The app gave no answer that a contract could hold to ${count(failures.length, 'request')}:\n  ${lines.slice(0, 10).join('\n  ')}`,
      'Start the app with the same auth token and public URL, or take the route out.',
    )
  }
  return interactions
}

/** Recordings, redacted: nothing private goes into a contract. */
async function recordingsAt(name: string, directory: string, io: Io): Promise<readonly Recording[]> {
  const selection = await selectionOf(name, resolve(io.cwd, name), io)
  const store = await openRecordings(selection.directory, 'read', io)
  const recordings = await readSelected(store, selection)
  await store.close()
  if (recordings.every(({ redaction }) => redaction !== undefined)) return recordings
  const redactor = createRedactor(redactorOptions(await redactionKeys(directory, io.env)))
  return recordings.map((recording) => ({
    ...recording,
    exchanges: recording.exchanges.map((exchange) =>
      exchange.redaction === undefined ? redactor.redactExchange(exchange) : exchange,
    ),
  }))
}
