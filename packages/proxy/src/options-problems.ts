import { isSid, isWebhookKind, sidPrefix } from '@ringback/catalog'
import { parseAppUrl, RingbackError, withoutCredentials } from '@ringback/common'
import type { ProxyOptions } from './options.ts'
import { problemOfAllowRule } from './signature/allow-list.ts'
import { problemsOfTargets } from './targets/target-problems.ts'

/** Thrown by `startProxy` for options that cannot work. All that is wrong with them is in `problems`. */
export class ProxyOptionsError extends RingbackError {
  override readonly name = 'ProxyOptionsError'
  /** What is wrong, one sentence each; every sentence begins with the name of the option. */
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      'proxy-options',
      `The proxy cannot be started with these options:\n${problems.map((line) => `- ${line}`).join('\n')}`,
    )
    this.problems = problems
  }
}

/** What is wrong with the options, one sentence each. */
export function problemsOfOptions(options: ProxyOptions): readonly string[] {
  const { recorder, store, redact, port = 0, allow = [], signature } = options
  return [
    ...problemsOfApp(options.app),
    ...problemsOfTargets(options.targets ?? []),
    ...(options.publicUrl === undefined ? [] : problemsOfPublicUrl(options.publicUrl)),
    ...(recorder !== undefined && store !== undefined
      ? ['recorder: give either a recorder or a store, not both.']
      : []),
    ...(store !== undefined && redact === undefined
      ? [
          "redact: a store needs a redactor (createRedactor of @ringback/redaction), or 'off' to keep everything.",
        ]
      : []),
    ...problemsOfSelection(options),
    ...problemsOfSignature(options),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : [`port: ${port} is not a port number.`]),
    ...allow.flatMap((rule) => problemOfAllowRule(rule) ?? []),
    ...(allow.length > 0 && signature !== 'require'
      ? ["allow: only needed with signature: 'require'; otherwise everything is forwarded."]
      : []),
    ...problemsOfLimits(options),
  ]
}

/** The auth tokens of the options: those of every account, and those of single ones. */
export function tokensIn({
  authToken = [],
  authTokens = [],
}: Pick<ProxyOptions, 'authToken' | 'authTokens'>): {
  readonly shared: readonly string[]
  readonly byAccount: Readonly<Record<string, string | readonly string[]>>
} {
  const own = [authToken].flat()
  return isList(authTokens)
    ? { shared: [...own, ...authTokens], byAccount: {} }
    : { shared: own, byAccount: authTokens }
}

function problemsOfSelection({ sample = 1, only = [] }: ProxyOptions): readonly string[] {
  return [
    ...(sample >= 0 && sample <= 1 ? [] : [`sample: must be a number from 0 to 1, not ${sample}.`]),
    ...only.flatMap((kind: string) =>
      isWebhookKind(kind) ? [] : [`only: ${JSON.stringify(kind)} is no webhook kind.`],
    ),
  ]
}

/** What is wrong with the auth tokens, one sentence each. */
export function problemsOfTokens(
  options: Pick<ProxyOptions, 'authToken' | 'authTokens' | 'signature'>,
): readonly string[] {
  const { signature } = options
  const { shared, byAccount } = tokensIn(options)
  const tokens = [...shared, ...Object.values(byAccount).flat()]
  return [
    ...(tokens.includes('') ? ['authToken: an auth token is empty.'] : []),
    ...Object.entries(byAccount).flatMap(([sid, given]) => [
      ...(isSid(sid) && sid.startsWith(sidPrefix.account)
        ? []
        : [`authTokens: ${JSON.stringify(sid)} is not an account SID.`]),
      ...([given].flat().length > 0 ? [] : [`authTokens: ${sid} has no token.`]),
    ]),
    ...(signature !== undefined && signature !== 'off' && tokens.length === 0
      ? [`signature: '${signature}' needs an authToken to check with.`]
      : []),
  ]
}

function problemsOfSignature(options: ProxyOptions): readonly string[] {
  const { signature, publicUrl } = options
  return [
    ...problemsOfTokens(options),
    ...(signature === 'require' && publicUrl === undefined
      ? ["publicUrl: signature: 'require' needs the URL that Twilio requests and signs."]
      : []),
  ]
}

function problemsOfApp(app: string): readonly string[] {
  try {
    const url = parseAppUrl(app, 'app:')
    return url.search === '' && url.hash === '' ? [] : ['app: must have no query and no fragment.']
  } catch (error) {
    if (!(error instanceof RingbackError)) throw error
    return [error.remedy === undefined ? error.message : `${error.message} ${error.remedy}.`]
  }
}

function problemsOfPublicUrl(text: string): readonly string[] {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const shown = JSON.stringify(withoutCredentials(text))
    return [
      `publicUrl: ${shown} is not an http or https URL. Write it with its scheme: https://phone.example.com`,
    ]
  }
  if (url.search !== '' || url.hash !== '') return ['publicUrl: must have no query and no fragment.']
  return []
}

function problemsOfLimits({ limits = {} }: ProxyOptions): readonly string[] {
  return Object.entries(limits).flatMap(([name, value]) =>
    typeof value === 'number' && value >= 0 ? [] : [`limits.${name}: must be a number of at least 0.`],
  )
}

function isList(tokens: NonNullable<ProxyOptions['authTokens']>): tokens is readonly string[] {
  return Array.isArray(tokens)
}
