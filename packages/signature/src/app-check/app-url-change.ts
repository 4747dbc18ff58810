import { frameworkChange } from './framework-change.ts'
import type { Framework } from './framework-of.ts'

/** The URL that was signed and the one that the app checks. */
export interface AppUrls {
  readonly signedUrl: string
  readonly checkedUrl: string
}

/** What differs between the URL that was signed and the one that an app checks. */
export interface AppUrlChange {
  /** `scheme`, `host`, `port`, `path-prefix-missing`, `query-missing`, `path-rewritten`. */
  readonly codes: readonly string[]
  /** Why the app checks another URL. */
  readonly reason: string
  /** What to change, with the line of code where the framework is known. */
  readonly change: string
}

/** Names why an app checks another URL than the one that was signed, and the line to change in its framework. */
export function appUrlChange(urls: AppUrls, framework: Framework): AppUrlChange {
  const codes = differences(urls)
  return { codes, reason: reasonOf(codes), change: changeOf(urls, codes, framework) }
}

function differences({ signedUrl, checkedUrl }: AppUrls): readonly string[] {
  const signed = new URL(signedUrl)
  const checked = new URL(checkedUrl)
  const pathCode = signed.pathname.endsWith(checked.pathname) ? 'path-prefix-missing' : 'path-rewritten'
  return [
    ...(signed.protocol === checked.protocol ? [] : ['scheme']),
    ...(signed.hostname === checked.hostname ? [] : ['host']),
    // A default port belongs to its scheme.
    ...(signed.hostname === checked.hostname && signed.port !== checked.port ? ['port'] : []),
    ...(signed.pathname === checked.pathname ? [] : [pathCode]),
    ...(signed.search === checked.search ? [] : ['query-missing']),
  ]
}

function reasonOf(codes: readonly string[]): string {
  const parts = codes.map((code) => reasons.get(code) ?? 'it builds another URL')
  return `${parts.join(', and ')}.`
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['scheme', 'it does not know that TLS ends at a proxy (it does not trust X-Forwarded-Proto)'],
  ['host', 'it takes its own address or the Host field for the public host'],
  ['port', 'it adds or drops a port'],
  ['path-prefix-missing', 'it does not see the path prefix of the public URL'],
  ['path-rewritten', 'it sees another path'],
  ['query-missing', 'it leaves out the query string'],
])

function changeOf(urls: AppUrls, codes: readonly string[], framework: Framework): string {
  const { protocol, host, origin } = new URL(urls.signedUrl)
  return frameworkChange(framework, {
    isScheme: codes.length === 1 && codes[0] === 'scheme',
    isOrigin: codes.every((code) => code === 'scheme' || code === 'host' || code === 'port'),
    protocol,
    host,
    origin,
    base: urlBase(urls),
  })
}

/** What stands before the path that the app sees. */
function urlBase({ signedUrl, checkedUrl }: AppUrls): string {
  const signed = new URL(signedUrl)
  const { pathname } = new URL(checkedUrl)
  const prefix = signed.pathname.endsWith(pathname) ? signed.pathname.slice(0, -pathname.length) : ''
  return signed.origin + prefix
}
