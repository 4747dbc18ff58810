import { resolve } from 'node:path'
import { buildContract, type BuildEvent, freeParts, type FreePart } from '@ringback/contract'
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
import { orUserError } from './user-error.ts'
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
    const events = buildContract({
      routes,
      recordings,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(options.providerBaseUrl !== undefined && { app: options.providerBaseUrl }),
      ...authTokenIn(options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? config.authToken),
      allowRemote: options.allowRemote,
      provider: options.provider,
      consumer: options.consumer,
      free: freeParts.filter((part) => options.free.includes(part)),
      refusesForged: options.signatureCheck,
      maxInteractions: options.maxInteractions,
    })
    const { files, counts } = await orUserError(() => progress(events, io))
    const folder = resolve(io.cwd, options.out)
    const { written, same, removed } = await writePacts(files, folder)
    for (const name of written) io.stdout.write(`${name}\n`)
    io.stderr.write(
      `${count(counts.interactions, 'interaction')} in ${count(files.length, 'pact file')} in ${options.out}: ${written.length} written, ${same.length} as before, ${removed.length} removed\n`,
    )
    return exitCode.good
  },
})

function authTokenIn(authToken: string | undefined): { authToken?: string } {
  return authToken === undefined ? {} : { authToken }
}

/** Shows how far the build is; gives its last event. Throws where the app did not answer as a contract can hold it. */
async function progress(
  events: AsyncIterable<BuildEvent>,
  io: Io,
): Promise<Extract<BuildEvent, { type: 'finished' }>> {
  const failures: string[] = []
  const skipped: string[] = []
  let [asked, toAsk] = [0, 0]
  let finished: Extract<BuildEvent, { type: 'finished' }> | undefined
  for await (const event of events) {
    if (event.type === 'started') ({ toAsk } = event)
    if (event.type === 'skipped') skipped.push(event.reason)
    if (event.type === 'finished') finished = event
    if (event.type !== 'asked') continue
    asked += 1
    const { kind, url, case: name } = event.interaction
    if (event.failure !== null) failures.push(`${kind} ${url} (${name}): ${event.failure}`)
    if (io.isTerminal.stderr) io.stderr.write(`\rAsked the app ${asked} of ${toAsk} times`)
  }
  if (asked > 0 && io.isTerminal.stderr) io.stderr.write('\n')
  for (const [reason, members] of Map.groupBy(skipped, (text) => text))
    io.stderr.write(`Left out: ${count(members.length, 'recorded exchange')}: ${reason}\n`)
  if (failures.length > 0) {
    throw new UserError(
      `The app gave no answer that a contract could hold to ${count(failures.length, 'request')}:\n  ${failures.slice(0, 10).join('\n  ')}`,
      'Start the app with the same auth token and public URL, or take the route out.',
    )
  }
  if (finished === undefined) throw new Error('A build ends with its files.')
  return finished
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
