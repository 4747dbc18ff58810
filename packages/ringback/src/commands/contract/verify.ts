import { messageOf, RingbackError } from '@ringback/common'
import { plainWebhook } from '@ringback/arbitraries'
import { isWebhookKind } from '@ringback/catalog'
import { verify, type StateHandlers, type VerifyEvent, type VerifyOptions } from '@ringback/contract'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { acceptanceOf } from '../../baseline/acceptance-of.ts'
import { baselineOptions } from '../../baseline/baseline.ts'
import { reasonsOf, withBaseline } from '../../baseline/with-baseline.ts'
import { requireAppUrl } from '../../app/app-url.ts'
import { functionsInProcess } from '../../app/app-target.ts'
import { authTokenFor, authTokenOf } from '../../app/auth-token.ts'
import { functionsFolder } from '../../app/functions-folder.ts'
import { requireRunning } from '../../app/require-running.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { shardOption } from '../../input/shard-option.ts'
import { appArgument, functionsOption, redactionOptions, requestOptions } from '../../options/shared.ts'
import { requireTerminalToReveal } from '../../recordings/require-terminal.ts'
import { shownReport } from '../../reporters/page-reporter.ts'
import { reportRun } from '../../reporters/report-run.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { withRefusalNote } from '../../signature-check/with-refusal-note.ts'
import type { ProbedRequest } from '../../signature-check/send-signed.ts'
import { command, type Command } from '../../shell/command.ts'
import type { Io } from '../../shell/io.ts'
import { uiOptions } from '../../ui/ui-options.ts'
import { brokerOptions } from './broker-options.ts'
import { contractOriginals } from './contract-originals.ts'
import { verifyItems } from './report-items.ts'
import { providerBaseUrlOption, verifyOptions, type VerifyCommandOptions } from './verify-options.ts'

/** `ringback contract verify`: whether the app answers what the contract says. */
export const contractVerifyCommand: Command = command({
  positionals: { app: appArgument },
  options: {
    'provider-base-url': providerBaseUrlOption,
    ...functionsOption,
    ...requestOptions,
    ...redactionOptions,
    ...baselineOptions,
    ...uiOptions,
    ...reporterOptions,
    ...verifyOptions,
    ...brokerOptions,
  },
  examples: [
    ['ringback contract verify localhost:3000', 'all of pacts/'],
    ['ringback contract verify 3000 --reporter pretty --reporter junit=contract.xml', 'in CI'],
  ],
  run: async (options, io) => {
    if (options.reveal) requireTerminalToReveal(io)
    const acceptance = await acceptanceOf(options, 'contract verify', io)
    const loaded = await loadConfig(io, options.config)
    const settings = await verifySettings(options, loaded, io)
    const originals = await contractOriginals(options, loaded, io)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const { signal } = controller
      const events = verify({ ...settings, ...originals.settings, reveal: options.reveal, signal })
      const run = {
        requireKey: options.requireKey,
        missing: originals.missing,
        signal,
        isWhole: options.shard === undefined,
        reasonOf: reasonsOf(acceptance),
      }
      const { app, authToken, publicUrl } = settings
      const items = verifyItems(events, run)
      const target = { app, authToken: authToken ?? '', publicUrl }
      const base = publicUrl ?? (typeof app === 'string' ? app : '')
      const noted =
        authToken === undefined ? items : withRefusalNote(items, (event) => refusedIn(event, base), target)
      const code = await reportRun(withBaseline(noted, acceptance), {
        title: 'ringback contract verify',
        options,
        io,
        noun: 'interaction',
        hasView: true,
        page: shownReport(options, undefined, io, (known) => known),
      })
      const wrongKey = originals.wrongKey()
      if (wrongKey !== undefined) throw wrongKey
      return code
    } finally {
      stopListening()
    }
  },
})

async function verifySettings(
  options: VerifyCommandOptions,
  { config }: LoadedConfig,
  io: Io,
): Promise<Omit<VerifyOptions, 'pacts'>> {
  const { shard, concurrency, timeout, stateHandlers } = options
  const { app, authToken, publicUrl } = await provider(options, config, io)
  if (authToken === undefined) {
    io.stderr.write(
      'No auth token given, so requests are not signed and an app that checks signatures refuses them.\n' +
        '  Set TWILIO_AUTH_TOKEN to the token that your app checks with.\n',
    )
  }
  return {
    app,
    ...(authToken !== undefined && { authToken }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(stateHandlers !== undefined && { stateHandlers: await readHandlers(resolve(io.cwd, stateHandlers)) }),
    ...(shard !== undefined && { shard: shardOption(shard) }),
    ...(concurrency !== undefined && { concurrency }),
    ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
  }
}

interface Provider {
  readonly app: VerifyOptions['app']
  readonly authToken: string | undefined
  readonly publicUrl: string | undefined
}

/** The app that is verified, and how it is signed for. */
async function provider(options: VerifyCommandOptions, config: RingbackConfig, io: Io): Promise<Provider> {
  const written = options.app ?? options.providerBaseUrl
  const where = { app: written, functions: options.functions }
  const folder = functionsFolder(where, config)
  if (folder !== undefined) {
    const authToken = authTokenFor({ ...where, authToken: options.authToken }, config, io)
    return { ...(await functionsInProcess(folder, options, { config, io, authToken })), authToken }
  }
  const url = requireAppUrl(written ?? config.app, 'contract verify')
  requireThisMachine(url.href, options.allowRemote)
  await requireRunning(url)
  return {
    app: url.href.replace(/\/$/, ''),
    authToken: authTokenOf(options.authToken, config, io),
    publicUrl: publicUrlOf(options.publicUrl ?? config.publicUrl),
  }
}

async function readHandlers(file: string): Promise<StateHandlers> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown; stateHandlers?: unknown }
    const handlers = module.stateHandlers ?? module.default
    // The verifier calls its functions by the names of the states.
    if (typeof handlers === 'object' && handlers !== null) return handlers as StateHandlers
  } catch (error) {
    throw new RingbackError(
      'handlers-not-loaded',
      `Cannot load the state handlers ${file}: ${messageOf(error)}`,
      {
        cause: error,
      },
    )
  }
  throw new RingbackError('no-handlers', `${file} exports no state handlers.`, {
    remedy: 'Export an object with a function for each provider state.',
  })
}

function refusedIn(given: unknown, base: string): ProbedRequest | undefined {
  // The items of a verification carry its events.
  const event = given as VerifyEvent
  if (event.type !== 'interaction' || event.verdict === 'passed') return undefined
  if (!event.differences.some((difference) => /\b403\b/.test(JSON.stringify(difference)))) return undefined
  const [method = 'POST', target = '/'] = event.request.split(' ')
  const kind = event.kind !== null && isWebhookKind(event.kind) ? event.kind : 'voice.incoming-pstn'
  return { method, url: `${base}${target}`, parameters: plainWebhook(kind).parameters }
}
