import type { ProxyOptions } from './options.ts'

/** Thrown by `startProxy` for options that cannot work. All that is wrong with them is in `problems`. */
export class ProxyOptionsError extends Error {
  override readonly name = 'ProxyOptionsError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `The proxy cannot be started with these options:\n${problems.map((line) => `- ${line}`).join('\n')}`,
    )
    this.problems = problems
  }
}

/** What is wrong with the options, one sentence each. */
export function problemsOfOptions(options: ProxyOptions): readonly string[] {
  const problems: string[] = []
  problems.push(...problemsOfUrl('target', options.target))
  if (options.publicUrl !== undefined) problems.push(...problemsOfUrl('publicUrl', options.publicUrl))
  if (options.store !== undefined && options.redact === undefined) {
    problems.push(
      "redact: a store needs a redactor (createRedactor of @ringback/recording), or 'off' to keep everything.",
    )
  }
  const tokens = [options.authToken ?? []].flat()
  if (tokens.some((token) => token === '')) problems.push('authToken: an auth token is empty.')
  if (options.signature !== undefined && options.signature !== 'off' && tokens.length === 0) {
    problems.push(`signature: '${options.signature}' needs an authToken to check with.`)
  }
  const port = options.port ?? 0
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    problems.push(`port: ${port} is not a port number.`)
  for (const [name, value] of Object.entries(options.limits ?? {})) {
    if (!(typeof value === 'number' && value >= 0))
      problems.push(`limits.${name}: must be a number of at least 0.`)
  }
  return problems
}

function problemsOfUrl(name: string, text: string): readonly string[] {
  const url = URL.parse(text)
  if (url === null)
    return [`${name}: "${text}" is not a URL. Write it with its scheme: http://127.0.0.1:3000`]
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return [`${name}: must be http or https, not ${url.protocol}`]
  if (url.search !== '' || url.hash !== '') return [`${name}: must have no query and no fragment.`]
  return []
}
