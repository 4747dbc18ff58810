import { createHash } from 'node:crypto'

/** User and password of a URL, decoded. */
export interface Credentials {
  readonly user: string
  readonly password: string
}

/** The inputs of a digest answer besides the challenge. */
export interface DigestRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  /** The client's nonce. */
  readonly cnonce: string
}

/**
 * The `Authorization` header that answers a 401's challenges, Digest before Basic; undefined when none of
 * them is one that Twilio answers.
 */
export function authorizationFor(
  challenges: readonly string[],
  credentials: Credentials,
  request: DigestRequest,
): string | undefined {
  const digest = challenges.find((challenge) => /^digest\s/i.test(challenge))
  if (digest !== undefined) return digestHeader(parametersOf(digest), credentials, request)
  const basic = challenges.some((challenge) => /(^|,\s*)basic\b/i.test(challenge))
  if (!basic) return undefined
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`
}

function digestHeader(
  challenge: ReadonlyMap<string, string>,
  { user, password }: Credentials,
  { method, target, cnonce }: DigestRequest,
): string | undefined {
  const algorithm = challenge.get('algorithm') ?? 'MD5'
  const hashName = hashNames.get(algorithm.toUpperCase().replace(/-SESS$/, ''))
  if (hashName === undefined) return undefined
  const hash = (text: string): string => createHash(hashName).update(text).digest('hex')
  const realm = challenge.get('realm') ?? ''
  const nonce = challenge.get('nonce') ?? ''
  const plain = hash(`${user}:${realm}:${password}`)
  const secret = /-sess$/i.test(algorithm) ? hash(`${plain}:${nonce}:${cnonce}`) : plain
  const asked = hash(`${method}:${target}`)
  const quality =
    challenge
      .get('qop')
      ?.split(',')
      .map((word) => word.trim())
      .includes('auth') === true
  const count = '00000001'
  const response = quality
    ? hash(`${secret}:${nonce}:${count}:${cnonce}:auth:${asked}`)
    : hash(`${secret}:${nonce}:${asked}`)
  const fields = [
    `username="${escape(user)}"`,
    `realm="${escape(realm)}"`,
    `nonce="${escape(nonce)}"`,
    `uri="${escape(target)}"`,
    ...(challenge.has('algorithm') ? [`algorithm=${algorithm}`] : []),
    ...(quality ? ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`] : []),
    `response="${response}"`,
    ...(challenge.has('opaque') ? [`opaque="${escape(challenge.get('opaque') ?? '')}"`] : []),
  ]
  return `Digest ${fields.join(', ')}`
}

const hashNames: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
])

function parametersOf(challenge: string): ReadonlyMap<string, string> {
  const pairs = challenge.matchAll(/(?<![\w-])([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)
  return new Map(
    Array.from(pairs, ([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '',
    ]),
  )
}

function escape(text: string): string {
  return text.replaceAll(/["\\]/g, '\\$&')
}
