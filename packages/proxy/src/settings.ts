import { parseAppUrl } from '@ringback/common'
import { createExchangeIds, type Exchange, type RecordingStore } from '@ringback/recording'
import type { Recorder } from '@ringback/redaction/node'
import type { UpstreamTls } from './forward/connect.ts'
import { defaultLimits, type Clock, type Limits, type ProxyOptions, type SignatureMode } from './options.ts'
import { problemsOfOptions, tokensIn } from './options-problems.ts'
import type { TrustForwarded } from './serve/forwarded-origin.ts'
import { createAllowList, type AllowList } from './signature/allow-list.ts'
import { createSelection, type Selection } from './selection/selection.ts'
import {
  accountTokens,
  changeableTokens,
  sharedTokens,
  type AuthTokens,
  type ChangeableTokens,
} from './signature/auth-tokens.ts'
import type { Target } from './targets/target.ts'

/** Options with every default filled in. */
export interface Settings {
  readonly upstream: URL
  readonly targets: readonly (Target & { readonly upstream: URL })[]
  readonly tls: UpstreamTls
  readonly publicUrl: URL | undefined
  readonly host: string
  readonly port: number
  readonly authTokens: ChangeableTokens
  readonly signature: SignatureMode
  readonly allowList: AllowList
  readonly knownUrls: readonly string[]
  readonly recorder: Recorder | undefined
  readonly store: RecordingStore | undefined
  /** Undefined: everything is recorded. */
  readonly selection: Selection | undefined
  readonly redact: (exchange: Exchange) => Exchange | Promise<Exchange>
  readonly trustForwarded: TrustForwarded
  readonly directSockets: boolean
  readonly limits: Limits
  readonly clock: Clock
  readonly newId: () => string
}

/** The clock of the store that a recorder records into, where it has one; else that of this machine. */
function clockOf(recorder: Recorder | undefined): Clock {
  return { now: () => recorder?.now() ?? Date.now(), tick: () => performance.now() }
}

/** The settings, or the list of what is wrong with the options. */
export function settingsOf(options: ProxyOptions): Settings | string[] {
  const problems = problemsOfOptions(options)
  if (problems.length > 0) return [...problems]
  const authTokens = changeableTokens(authTokensOf(options))
  const { redact, clock = clockOf(options.recorder), targets = [], sample = 1, only } = options
  return {
    upstream: upstreamOf(options.app),
    targets: targets.map((target) => ({ ...target, upstream: upstreamOf(target.app) })),
    tls: options.tls ?? {},
    publicUrl: options.publicUrl === undefined ? undefined : new URL(options.publicUrl),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    authTokens,
    signature: options.signature ?? (authTokens.count > 0 ? 'warn' : 'off'),
    allowList: createAllowList(options.allow ?? []),
    knownUrls: options.knownUrls ?? [],
    recorder: options.recorder,
    store: options.store,
    selection: createSelection({ sample, only }),
    redact: redact === undefined || redact === 'off' ? (exchange) => exchange : redact,
    trustForwarded: options.trustForwarded ?? 'loopback',
    directSockets: options.directSockets ?? true,
    limits: { ...defaultLimits, ...options.limits },
    clock,
    newId: options.newId ?? createExchangeIds({ now: () => clock.now(), random: Math.random }),
  }
}

/** The auth tokens of the options. */
export function authTokensOf(options: Pick<ProxyOptions, 'authToken' | 'authTokens'>): AuthTokens {
  const { shared, byAccount } = tokensIn(options)
  return Object.keys(byAccount).length > 0 ? accountTokens(byAccount, shared) : sharedTokens(shared)
}

/** The app's URL without user name and password: requests are forwarded as they are, and nothing of it is printed. */
function upstreamOf(app: string): URL {
  const url = parseAppUrl(app)
  url.username = ''
  url.password = ''
  return url
}
