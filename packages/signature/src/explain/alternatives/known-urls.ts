import { splitUrl, type UrlParts } from '../../url/split-url.ts'
import { listOf, type HeaderLookup } from '../causes/headers.ts'
import type { Candidates } from '../model.ts'

/** A part of a URL together with where it is known from. */
export interface Known {
  readonly value: string
  readonly from: string
}

/** What headers and candidates say about the URL that Twilio requested. */
export interface KnownUrls {
  readonly hosts: readonly Known[]
  /** With their colon. */
  readonly ports: readonly Known[]
  readonly prefixes: readonly Known[]
  readonly paths: readonly Known[]
  /** With their question mark. */
  readonly queries: readonly Known[]
  /** With their `@`. */
  readonly userinfos: readonly Known[]
}

const hostHeaders = ['x-forwarded-host', 'x-original-host', 'x-forwarded-server', 'host']
const targetHeaders = [
  'x-original-uri',
  'x-original-url',
  'x-forwarded-uri',
  'x-rewrite-url',
  'x-envoy-original-path',
  'x-forwarded-path',
]
const prefixHeaders = ['x-forwarded-prefix', 'x-script-name', 'x-ingress-path']

/** Collects what proxies and the caller of `explain` know about the public URL. */
export function knownUrls(header: HeaderLookup, candidates: Candidates): KnownUrls {
  const named = hostHeaders.flatMap((name) => listOf(header(name)).map((value) => ({ value, from: name })))
  const forwarded = [...(header('forwarded') ?? '').matchAll(/host="?([^";,\s]+)/gi)].map(
    ([, value = '']) => ({
      value,
      from: 'forwarded',
    }),
  )
  const given = (candidates.hosts ?? []).map((value) => ({ value, from: 'candidates.hosts' }))
  const authorities = [...named, ...forwarded, ...given].flatMap(({ value, from }) =>
    parts(`x://${value}`, from),
  )
  const urls = (candidates.urls ?? []).flatMap((url) => parts(url, 'candidates.urls'))
  const targets = targetHeaders.flatMap((name) => {
    const target = header(name) ?? ''
    return parts(target.startsWith('/') ? `x://x${target}` : target, name)
  })
  const ports = [
    ...listOf(header('x-forwarded-port')).map((port) => ({ value: `:${port}`, from: 'x-forwarded-port' })),
    ...(candidates.ports ?? []).map((port) => ({ value: `:${port}`, from: 'candidates.ports' })),
  ]
  return {
    hosts: pick('host', [...authorities, ...urls]),
    ports: [...ports, ...pick('port', [...authorities, ...urls])],
    prefixes: [
      ...prefixHeaders.flatMap((name) => listOf(header(name)).map((value) => ({ value, from: name }))),
      ...(candidates.pathPrefixes ?? []).map((value) => ({ value, from: 'candidates.pathPrefixes' })),
    ],
    paths: pick('path', [...targets, ...urls]),
    queries: [
      ...pick('query', [...targets, ...urls]),
      ...(candidates.queries ?? []).map((query) => ({
        value: query.startsWith('?') ? query : `?${query}`,
        from: 'candidates.queries',
      })),
    ],
    userinfos: [...basicCredentials(header('authorization')), ...pick('userinfo', urls)],
  }
}

type Found = UrlParts & { readonly from: string }

function parts(url: string, from: string): readonly Found[] {
  const found = splitUrl(url)
  return found === null ? [] : [{ ...found, from }]
}

function pick(part: keyof UrlParts, found: readonly Found[]): readonly Known[] {
  return found.filter((each) => each[part] !== '').map((each) => ({ value: each[part], from: each.from }))
}

function basicCredentials(authorization: string | undefined): readonly Known[] {
  const encoded = /^basic\s+([a-z\d+/]+=*)\s*$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return []
  try {
    return [{ value: `${atob(encoded)}@`, from: 'authorization' }]
  } catch {
    return []
  }
}
