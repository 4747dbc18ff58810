import type { RawHeaders } from '../../forward/forwarder.ts'
import { rawValueOf } from '../../forward/raw-headers.ts'

/** Scheme, host and path prefix that Twilio may have requested, and what differs from the public URL that was checked. */
export interface PublicBase {
  /** Without a slash at its end. */
  readonly url: string
  readonly codes: readonly string[]
}

/** Header fields that tell the public host, the likeliest first. */
const hostFields = ['x-forwarded-host', 'x-original-host', 'x-forwarded-server', 'host']
const prefixFields = ['x-forwarded-prefix', 'x-script-name', 'x-ingress-path']
/** Path prefixes that proxies and hosting services often strip. */
const usualPrefixes = [
  '/api',
  '/twilio',
  '/webhooks',
  '/webhook',
  '/voice',
  '/v1',
  '/app',
  '/prod',
  '/dev',
  '/staging',
]
const mostHosts = 6
const shortEnough = 200

/** What was checked: the base of the public URL, and what comes after it. */
export interface CheckedUrl {
  readonly base: string
  readonly target: string
}

/**
 * The bases that Twilio may have signed in place of the one that was checked, those that differ least first. `knownUrls`:
 * URLs of the configuration.
 */
export function publicBases(
  { base, target }: CheckedUrl,
  headers: RawHeaders,
  knownUrls: readonly string[],
): readonly PublicBase[] {
  const checked = new URL(base)
  const prefixOf = (url: URL): string => url.pathname.replace(/\/$/, '')
  const known = knownUrls.flatMap((url) => URL.parse(url) ?? [])
  const hosts = [checked.host, ...hostsIn(headers), ...known.map(({ host }) => host)]
  const port = valuesOf(headers, 'x-forwarded-port')[0]
  const names = distinct(hosts.map((host) => hostName(host)))
  const authorities = distinct([
    ...hosts,
    ...names,
    ...names.flatMap((name) => (port !== undefined && /^\d{1,5}$/.test(port) ? [`${name}:${port}`] : [])),
    ...names.flatMap((name) => [`${name}:8443`, `${name}:443`]),
  ]).slice(0, 4 * mostHosts)
  const [path = ''] = target.split('?', 1)
  const given = distinct([
    prefixOf(checked),
    '',
    ...prefixFields.flatMap((name) => valuesOf(headers, name)).filter((text) => text.startsWith('/')),
    ...known.flatMap(({ pathname }) => (pathname.endsWith(path) ? [pathname.slice(0, -path.length)] : [])),
  ])
  const result: PublicBase[] = []
  const add = (scheme: string, authority: string, prefix: string): void => {
    const url = `${scheme}//${authority}${prefix.replace(/\/$/, '')}`
    result.push({ url, codes: differences(checked, { scheme, authority, prefix }) })
  }
  for (const prefixes of [given, usualPrefixes]) {
    for (const prefix of prefixes)
      for (const scheme of ['https:', 'http:'])
        for (const authority of authorities) add(scheme, authority, prefix)
  }
  return result.toSorted((one, other) => one.codes.length - other.codes.length)
}

interface Base {
  readonly scheme: string
  readonly authority: string
  readonly prefix: string
}

function differences(checked: URL, { scheme, authority, prefix }: Base): readonly string[] {
  const own = checked.pathname.replace(/\/$/, '')
  const isSameHost = hostName(authority) === hostName(checked.host)
  return [
    ...(scheme === checked.protocol ? [] : ['scheme']),
    ...(isSameHost ? (authority === checked.host ? [] : ['port']) : ['host']),
    ...(prefix === own ? [] : [own.startsWith(prefix) ? 'path-prefix-added' : 'path-prefix-missing']),
  ]
}

function hostsIn(headers: RawHeaders): readonly string[] {
  const forwarded = /host="?([^";,\s]{1,200})/i.exec(rawValueOf(headers, 'forwarded') ?? '')?.[1]
  const named = hostFields.flatMap((name) => valuesOf(headers, name))
  return [...named, ...(forwarded === undefined ? [] : [forwarded])]
    .filter((host) => /^[\w.-]{1,200}(?::\d{1,5})?$/.test(host))
    .slice(0, mostHosts)
}

function valuesOf(headers: RawHeaders, name: string): readonly string[] {
  const value = rawValueOf(headers, name)?.slice(0, shortEnough)
  return value === undefined ? [] : value.split(',', 2).map((part) => part.trim())
}

function hostName(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase()
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
