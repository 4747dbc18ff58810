import { patternProblem } from '@ringback/redaction'
import { availableParallelism } from 'node:os'
import { RingbackError } from '@ringback/common'
import type { WebhookKind } from '@ringback/catalog'
import type { ProxyOptions, SignatureMode, Target } from '@ringback/proxy'
import type { RedactionSettings } from '@ringback/redaction/node'
import { requireAppUrl } from '../../app/app-url.ts'
import { environmentTokens, tokensIn } from '../../app/tokens-in.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import { sizeOption } from '../../input/size-option.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import type { Io } from '../../shell/io.ts'
import { redactHookOf, redactionSettings } from '../../state/redaction-settings.ts'
import { secretFileOf } from '../../state/secret.ts'
import type { StoreAddress } from '../../store/store-address.ts'
import type { TunnelAgent } from '../../tunnel/tunnel.ts'
import { selectionOf } from './selection.ts'
import { targetsOf } from './targets.ts'

/** The options of `ringback record` as the command line gives them. */
export interface RecordOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly port: number
  readonly host: string
  readonly publicUrl?: string | undefined
  readonly tunnel?: TunnelAgent | undefined
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly authToken?: readonly string[] | undefined
  readonly signature?: SignatureMode | undefined
  readonly allow?: readonly string[] | undefined
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  /** The options that are from the environment. */
  readonly fromEnvironment?: readonly string[] | undefined
  readonly redact?: boolean | undefined
  readonly originals?: boolean | undefined
  readonly keep?: readonly string[] | undefined
  readonly redactValue?: readonly string[] | undefined
  readonly redactPattern?: readonly string[] | undefined
  readonly settle?: boolean | undefined
  readonly spoolLimit: string
  readonly timeout?: number | undefined
  readonly workers?: number | 'auto' | undefined
  readonly sample?: number | undefined
  readonly only?: readonly string[] | undefined
  readonly target?: readonly string[] | undefined
  readonly adminPort?: number | undefined
  readonly adminHost?: string | undefined
  readonly drainDelay?: number | undefined
}

/** What a recording run works with: options, configuration file, environment and defaults brought together. */
export interface RecordSettings {
  /** Where the app listens. */
  readonly app: string
  /** Other apps, for some of the requests. */
  readonly targets: readonly Target[]
  /** The share of the calls that is recorded, from 0 to 1. */
  readonly sample: number
  /** The kinds that are recorded; undefined: all. */
  readonly only: readonly WebhookKind[] | undefined
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  /** The public URL is that of a tunnel which runs on this machine. */
  readonly findsTunnel: boolean
  /** The public URL is that of a tunnel which this agent opens; `publicUrl` is the one that it shall have. */
  readonly tunnel: TunnelAgent | undefined
  /** Undefined where nothing says at which path the app answers calls. */
  readonly voiceUrl: string | undefined
  readonly statusCallback: string | undefined
  /** The tokens of every account; several while one is being rotated. */
  readonly authToken: readonly string[]
  readonly authTokens: ProxyOptions['authTokens']
  /** The file that `authToken` is from, which may change; undefined: it is from elsewhere. */
  readonly tokenFile: string | undefined
  readonly signature: SignatureMode | undefined
  readonly allow: readonly string[]
  /** The folder of the recordings; with a database, the one that holds what must be on this machine. */
  readonly recordings: string
  /** The database that is recorded into; undefined: the folder. */
  readonly store: StoreAddress | undefined
  /** The configuration file as it was written; undefined: the one of the working directory. */
  readonly configFile: string | undefined
  /** The folder that `.ringback` stands in. */
  readonly directory: string
  readonly redact: boolean
  /** What redaction leaves as it is: one's own numbers, account and URLs, and parameters to keep. */
  readonly redaction: RedactionSettings
  /** The URL of the module that changes exchanges before they are redacted. */
  readonly redactHook: string | undefined
  /** Originals are kept, sealed. */
  readonly originals: boolean
  /** Leaving waits until everything is recorded. */
  readonly settle: boolean
  /** How many bytes may wait on disk to be redacted. */
  readonly spoolLimitBytes: number
  readonly timeoutMs: number | undefined
  /** How many processes carry calls; 1: this process alone. */
  readonly workers: number
  /** The port for probes and metrics; undefined: none. */
  readonly adminPort: number | undefined
  /** The address that it listens on. */
  readonly adminHost: string
  /** For how long the proxy goes on after a SIGTERM before it drains, in milliseconds. */
  readonly drainDelayMs: number
}

/** More processes than this are a mistake. */
export const mostWorkers = 64

const spoolLimitRules = { option: '--spool-limit', leastBytes: 1_000_000, least: '1MB' }

/** The option wins over the configuration file, and that over the default. Throws a `RingbackError`. */
export async function recordSettings(options: RecordOptions, io: Io): Promise<RecordSettings> {
  const { config, directory } = await loadConfig(io, options.config)
  const { folder, store } = recordingsPlace(options, { config, directory }, io)
  const settings: RecordSettings = {
    app: requireAppUrl(options.app ?? config.app, 'record').href.replace(/\/$/, ''),
    targets: targetsOf(options.target, config.targets),
    ...selectionOf(options, config),
    host: options.host,
    port: options.port,
    ...publicUrlSettings(options, config),
    voiceUrl: options.voiceUrl ?? config.voiceUrl,
    statusCallback: options.statusCallback ?? config.statusCallback,
    ...tokensOf(options, config, io),
    signature: options.signature ?? config.signature,
    allow: options.allow ?? config.allow ?? [],
    recordings: folder,
    store,
    configFile: options.config,
    directory,
    redact: options.redact ?? config.redact ?? true,
    // Into a database that others read, originals go only where somebody has said so.
    originals: options.originals ?? config.originals ?? store === undefined,
    redaction: redactionSettings({
      ...config,
      publicUrl: publicUrlSettings(options, config).publicUrl,
      voiceUrl: options.voiceUrl ?? config.voiceUrl,
      statusCallback: options.statusCallback ?? config.statusCallback,
      keep: options.keep ?? config.keep,
      redactValues: [...(config.redactValues ?? []), ...(options.redactValue ?? [])],
      redactPatterns: [...(config.redactPatterns ?? []), ...redactPatternsIn(options.redactPattern)],
    }),
    redactHook: redactHookOf({ config, directory }),
    settle: options.settle ?? false,
    spoolLimitBytes: sizeOption(options.spoolLimit, spoolLimitRules),
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
    workers: workerCount(options.workers ?? config.workers ?? 1),
    adminPort: options.adminPort ?? config.adminPort,
    adminHost: options.adminHost ?? config.adminHost ?? '127.0.0.1',
    drainDelayMs: (options.drainDelay ?? config.drainDelay ?? 0) * 1000,
  }
  requireWhatSignaturesNeed(settings)
  return settings
}

/** `auto`: the settle worker has a processor for itself, where there are several. */
function workerCount(workers: number | 'auto'): number {
  return workers === 'auto' ? Math.max(availableParallelism() - 1, 1) : workers
}

/** Which URL Twilio requests: the one given, that of a tunnel that runs, or that of a tunnel to open. */
function publicUrlSettings(
  { publicUrl, tunnel, port }: RecordOptions,
  config: RingbackConfig,
): Pick<RecordSettings, 'publicUrl' | 'findsTunnel' | 'tunnel'> {
  const findsTunnel = publicUrl === 'auto'
  if (findsTunnel && tunnel !== undefined) {
    throw new RingbackError(
      'two-tunnels',
      `--public-url auto and --tunnel ${tunnel} cannot be used together.`,
      {
        remedy:
          'Use --public-url auto for a tunnel that runs already, and --tunnel for one that ringback starts.',
      },
    )
  }
  if (findsTunnel && port === 0) {
    throw new RingbackError('no-port', '--public-url auto does not work with --port 0.', {
      remedy: 'Pass the port that the tunnel forwards to: --port 4100',
    })
  }
  if (findsTunnel) return { publicUrl: undefined, findsTunnel, tunnel }
  if (tunnel === undefined)
    return { publicUrl: publicUrlOf(publicUrl ?? config.publicUrl), findsTunnel, tunnel }
  if (tunnel === 'cloudflared' && publicUrl !== undefined) {
    throw new RingbackError('tunnel-with-url', '--tunnel cloudflared cannot have a URL of your choice.', {
      remedy: 'Remove --public-url, or start a named tunnel yourself and pass its URL without --tunnel.',
    })
  }
  return { publicUrl: publicUrlOf(publicUrl), findsTunnel, tunnel }
}

/** Throws a RingbackError when one is no regular expression. */
function redactPatternsIn(given: readonly string[] = []): readonly string[] {
  for (const source of given) {
    const problem = patternProblem(source)
    if (problem !== undefined) {
      throw new RingbackError('bad-redact-pattern', `--redact-pattern ${source}: ${problem}`, {
        remedy: 'Write it as a regular expression of JavaScript: --redact-pattern "order-[0-9]+"',
      })
    }
  }
  return given
}

/** The tokens of the option replace all others; those of the environment only the configuration's `authToken`. */
function tokensOf(
  options: RecordOptions,
  config: RingbackConfig,
  { env }: Io,
): Pick<RecordSettings, 'authToken' | 'authTokens' | 'tokenFile'> {
  const given = options.authToken?.flatMap(tokensIn)
  if (given !== undefined) return { authToken: given, authTokens: undefined, tokenFile: undefined }
  return {
    authToken: environmentTokens(env) ?? tokensIn(config.authToken ?? ''),
    authTokens: config.authTokens,
    tokenFile: secretFileOf(env, 'TWILIO_AUTH_TOKEN'),
  }
}

function requireWhatSignaturesNeed({
  signature,
  publicUrl,
  authToken,
  authTokens = [],
  allow,
  findsTunnel,
  tunnel,
}: RecordSettings): void {
  const hasToken = authToken.length > 0 || Object.keys(authTokens).length > 0
  if (signature !== undefined && signature !== 'off' && !hasToken) {
    throw new RingbackError('no-auth-token', 'No auth token given, so signatures cannot be checked.', {
      remedy: 'Set TWILIO_AUTH_TOKEN, or pass --auth-token.',
    })
  }
  if (signature === 'require' && publicUrl === undefined && !findsTunnel && tunnel === undefined) {
    throw new RingbackError(
      'no-public-url',
      'No public URL given, and --signature require checks every signature against it.',
      { remedy: 'Pass the URL under which Twilio reaches the proxy: --public-url https://phone.example.com' },
    )
  }
  if (signature !== 'require' && allow.length > 0) {
    throw new RingbackError('allow-without-require', '--allow is for --signature require only.', {
      remedy: 'Without it every request is forwarded. Remove --allow, or pass --signature require.',
    })
  }
}
