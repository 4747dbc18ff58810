import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type StateHandlers,
  verify,
  type VerifyCounts,
  type VerifyEvent,
  type VerifyOptions,
} from '@ringback/contract'
import { loadConfig } from '../../config/load-config.ts'
import { junit } from '../../format/junit.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { shardOption } from '../../input/shard-option.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { brokerAccess, brokerOptions, type BrokerOptions } from './broker-options.ts'
import { interactionLines, suitesOf, summaryLine } from './report-lines.ts'
import { orUserError } from './user-error.ts'

type Format = 'pretty' | 'json' | 'junit'

/** `ringback contract verify`: whether the app answers what the contract says. */
export const contractVerifyCommand: InstalledCommand = command({
  usage: 'verify',
  describe: 'Verify your app against its contract, signature check on',
  options: (parser) =>
    parser
      .options({
        'provider-base-url': { type: 'string', describe: 'Where your app listens: http://127.0.0.1:3000' },
        pact: {
          type: 'string',
          array: true,
          default: ['pacts'],
          describe: 'Pact files, folders, or `broker`',
        },
        'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
        'public-url': { type: 'string', describe: 'The URL that Twilio requests and signs' },
        'state-handlers': { type: 'string', describe: 'A module that exports the state handlers' },
        shard: { type: 'string', describe: 'Only this part of the interactions: 2/8' },
        concurrency: { type: 'number', describe: 'Interactions at a time' },
        'pass-with-nothing': {
          type: 'boolean',
          default: false,
          describe: 'Exit 0 although no interaction was verified',
        },
        timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
        'allow-remote': { type: 'boolean', default: false, describe: 'Let requests leave this machine' },
        format: { choices: ['pretty', 'json', 'junit'] as const, default: 'pretty' as const },
        provider: { type: 'string', describe: "With a broker: the app's name there" },
        selector: {
          type: 'string',
          array: true,
          describe: 'With a broker: consumer versions, as JSON: {"mainBranch":true}',
        },
        'enable-pending': { type: 'boolean', describe: 'With a broker: pacts never passed may fail' },
        'include-wip-since': { type: 'string', describe: 'With a broker: work in progress from this day' },
        publish: { type: 'boolean', default: false, describe: 'Tell the broker the results' },
        'app-version': { type: 'string', describe: 'The version of the app, for the broker' },
        branch: { type: 'string', describe: 'The branch of the app, for the broker' },
        'build-url': { type: 'string', describe: 'Where a person finds this run, for the broker' },
        ...brokerOptions,
      })
      .example('$0 contract verify --provider-base-url http://127.0.0.1:3000', 'all of pacts/'),
  run: async (options, io) => {
    const { config } = await loadConfig(io, options.config)
    const providerBaseUrl = options.providerBaseUrl ?? config.target
    if (providerBaseUrl === undefined) {
      throw new UserError('Where does your app listen?', 'Give --provider-base-url http://127.0.0.1:3000.')
    }
    requireThisMachine(providerBaseUrl, options.allowRemote, 'Verification sends real requests.')
    const authToken = options.authToken ?? io.env.TWILIO_AUTH_TOKEN ?? config.authToken
    if (authToken === undefined) {
      io.stderr.write(
        'No auth token: requests are not signed, and no signature check can pass (TWILIO_AUTH_TOKEN).\n',
      )
    }
    const publicUrl = options.publicUrl ?? config.publicUrl
    const stateHandlers =
      options.stateHandlers === undefined
        ? undefined
        : await readHandlers(resolve(io.cwd, options.stateHandlers))
    const shard = options.shard === undefined ? undefined : shardOption(options.shard)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const events = verify({
        app: providerBaseUrl,
        pacts: pactsFrom(options, io),
        signal: controller.signal,
        ...(authToken !== undefined && { authToken }),
        ...(publicUrl !== undefined && { publicUrl }),
        ...(stateHandlers !== undefined && { stateHandlers }),
        ...(shard !== undefined && { shard }),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
      })
      const { judged, failed, notComparable, skipped } = await orUserError(() =>
        tell(events, options.format, io),
      )
      if (controller.signal.aborted) throw new UserError('The verification was stopped before its end.')
      if (judged === 0 && !options.passWithNothing) {
        throw new UserError(
          `No interaction was verified: ${notComparable} not comparable, ${skipped} skipped.`,
          'Check --pact, --shard and --selector. Pass --pass-with-nothing if that is expected.',
        )
      }
      return failed === 0 ? exitCode.good : exitCode.findings
    } finally {
      stopListening()
    }
  },
})

interface PactSourceOptions extends BrokerOptions {
  readonly pact: readonly string[]
  readonly provider?: string | undefined
  readonly selector?: readonly string[] | undefined
  readonly enablePending?: boolean | undefined
  readonly includeWipSince?: string | undefined
  readonly publish: boolean
  readonly appVersion?: string | undefined
  readonly branch?: string | undefined
  readonly buildUrl?: string | undefined
}

function pactsFrom(options: PactSourceOptions, io: Io): VerifyOptions['pacts'] {
  const { pact, provider, selector, enablePending, includeWipSince, publish, appVersion, branch, buildUrl } =
    options
  if (!pact.includes('broker')) return pact.map((path) => resolve(io.cwd, path))
  if (provider === undefined)
    throw new UserError('A broker is asked for the pacts of an app.', 'Give --provider.')
  return {
    ...brokerAccess(options, io),
    provider,
    publish,
    ...(selector !== undefined && { selectors: selector.map(selectorFrom) }),
    ...(enablePending !== undefined && { enablePending }),
    ...(includeWipSince !== undefined && { includeWipPactsSince: includeWipSince }),
    ...(appVersion !== undefined && { providerVersion: appVersion }),
    ...(branch !== undefined && { providerVersionBranch: branch }),
    ...(buildUrl !== undefined && { buildUrl }),
  }
}

function selectorFrom(text: string): Readonly<Record<string, string | boolean>> {
  try {
    const given: unknown = JSON.parse(text)
    // The broker says what it makes of the fields.
    if (typeof given === 'object' && given !== null) return given as Record<string, string | boolean>
  } catch {
    // Said below.
  }
  throw new UserError(
    `--selector ${text} is no JSON object.`,
    'Write it so: --selector \'{"mainBranch":true}\'.',
  )
}

async function readHandlers(file: string): Promise<StateHandlers> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown; stateHandlers?: unknown }
    const handlers = module.stateHandlers ?? module.default
    if (typeof handlers === 'object' && handlers !== null) return handlers as StateHandlers // Functions are called as they are.
  } catch (error) {
    throw new UserError(`The state handlers cannot be loaded: ${messageOf(error)}`)
  }
  throw new UserError(
    `${file} exports no state handlers.`,
    'Export an object with one function per provider state.',
  )
}

/** Prints the events as they come; returns what became of the interactions. */
async function tell(events: AsyncIterable<VerifyEvent>, format: Format, io: Io): Promise<VerifyCounts> {
  const styles = stylesFor(io, 'stdout')
  const showProgress = io.isTerminal.stderr && !(format === 'pretty' && io.isTerminal.stdout)
  const all: VerifyEvent[] = []
  let total = 0
  let done = 0
  let failed = 0
  let counts: VerifyCounts | undefined
  for await (const event of events) {
    all.push(event)
    if (event.type === 'started') total = event.interactions
    if (event.type === 'notice') io.stderr.write(`${event.message}\n`)
    if (event.type === 'skipped') io.stderr.write(`Not verified: ${event.reason} (${event.interactions})\n`)
    if (event.type === 'interaction') {
      done += 1
      if (event.verdict === 'failed') failed += 1
      if (showProgress) io.stderr.write(`\r${done} of ${total}, ${failed} failed`)
      if (format === 'pretty') {
        for (const line of interactionLines(event, styles)) io.stdout.write(`${line}\n`)
      }
    }
    if (event.type === 'finished') {
      ;({ counts } = event)
      if (format === 'pretty') io.stdout.write(`${summaryLine(event.counts, styles)}\n`)
    }
  }
  if (showProgress) io.stderr.write('\n')
  if (format === 'json') io.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
  if (format === 'junit') io.stdout.write(`${junit('ringback contract verify', suitesOf(all))}\n`)
  if (counts === undefined) throw new Error('A verification ends with its counts.')
  return counts
}
