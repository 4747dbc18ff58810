import type { Headers } from '@ringback/recording'
import { joined, kept, type Finding, type Redacted } from '../finding.ts'
import type { Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import type { ValueContext, ValueRedactor } from '../values/value-redactor.ts'
import { holdsNumber } from '../find/value-shapes.ts'
import { publicHeaders } from './public-headers.ts'

const hostHeaders = new Set(['host', 'x-forwarded-host', 'x-original-host'])
const urlHeaders = new Set(['location', 'content-location', 'referer', 'origin'])
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'www-authenticate'])
const secretName = /token|secret|session|signature|cookie|password|credential|api-?key|etag/i
/** The same few names come again and again; whoever invents more is served more slowly. */
const namesRemembered = 500

export interface HeaderContext {
  readonly values: ValueContext
  /** For a header of the app's answer that is no secret by name: its wording stays, what is private in it goes. */
  readonly wording?: (text: string) => Redacted
}

/** Headers with private values replaced; order and repetitions stay, and names that hold no number. */
export interface RedactedHeaders {
  readonly headers: Headers
  readonly findings: readonly Finding[]
}

export type RedactHeaders = (headers: Headers, context: HeaderContext) => RedactedHeaders

/** What is done with the values of one header. */
interface HeaderRule {
  /** How the header is called in what is redacted. */
  readonly name: string
  readonly isPublic: (value: string) => boolean
  readonly redact: (value: string, context: HeaderContext) => Redacted
  /** The value that was last seen to be public: most headers have the same one for ever. */
  lastPublic: string
}

/** `keep`: names in lower case whose values stay as they are. */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the rules of one redactor
export function createHeaderRedactor(
  values: ValueRedactor,
  pseudonyms: Pseudonyms,
  keep: ReadonlySet<string>,
): RedactHeaders {
  const rules = new Map<string, HeaderRule>()

  return (headers, context) => {
    const findings: Finding[] = []
    const redacted = headers.map((header) => {
      const [name, value] = header
      const rule = rules.get(name) ?? ruleFor(name)
      if (value === rule.lastPublic && name === rule.name) return header
      if (rule.isPublic(value) && name === rule.name) {
        rule.lastPublic = value
        return header
      }
      const other = rule.redact(value, context)
      for (const finding of other.findings) findings.push(finding)
      const isSame = other.text === value && rule.name === name
      return isSame ? header : ([rule.name, other.text] as const)
    })
    return { headers: redacted, findings }
  }

  function ruleFor(spelledName: string): HeaderRule {
    const name = spelledName.toLowerCase()
    const pattern = publicHeaders.get(name)
    const rule: HeaderRule = {
      name: holdsNumber(name) ? pseudonyms.plain('token', spelledName).text : spelledName,
      isPublic: keep.has(name)
        ? () => true
        : (value) => value.length < 500 && (pattern?.test(value) ?? false),
      redact: redactionFor(name),
      lastPublic: '',
    }
    if (rules.size < namesRemembered) rules.set(spelledName, rule)
    return rule
  }

  function redactionFor(name: string): HeaderRule['redact'] {
    if (hostHeaders.has(name)) return hostValue
    if (name === 'cookie') return (value) => joined(spaced(value.split(';').map(cookiePair), ';'))
    if (name === 'set-cookie') return setCookie
    if (name === 'content-type') return contentType
    if (urlHeaders.has(name)) return (value, context) => values.url(value, context.values)
    if (credentialHeaders.has(name)) return credentials
    if (secretName.test(name)) return (value) => values.token(value)
    return (value, { wording, values: context }) =>
      wording ? wording(value) : values.unknown(value, context)
  }

  function hostValue(value: string, { values: { ownHost } }: HeaderContext): Redacted {
    return value.toLowerCase() === ownHost.toLowerCase() ? kept(value) : pseudonyms.host(value)
  }

  // What follows a media type may be a boundary, which must stay that of the body.
  function contentType(value: string, context: HeaderContext): Redacted {
    return /^multipart\/[a-z-]{1,30}; ?boundary=/i.test(value)
      ? kept(value)
      : values.unknown(value, context.values)
  }

  function cookiePair(pair: string): Redacted {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? '' : pair.slice(0, equals + 1)
    const value = pair.slice(name.length)
    const space = name === '' ? value.length - value.trimStart().length : 0
    const isName = /^\s{0,5}[\w.%-]{1,100}=$/.test(name)
    return joined([
      isName || name === '' ? name : joined([values.token(name.slice(0, -1)), '=']),
      value.slice(0, space),
      values.token(value.slice(space)),
    ])
  }

  function setCookie(value: string, { values: context }: HeaderContext): Redacted {
    const [pair = '', ...attributes] = value.split(';')
    const others = attributes.map((attribute) => {
      const [, name = '', rest = ''] = /^(\s{0,5}[A-Za-z-]{1,20}=)(.*)$/s.exec(attribute) ?? []
      const key = name.trim().toLowerCase()
      if (key === 'path=') return joined([name, values.url(rest, context)])
      if (key === 'domain=') return joined([name, isOwnDomain(rest, context) ? rest : pseudonyms.host(rest)])
      if (key === 'expires=' || key === 'max-age=' || key === 'samesite=' || key === 'priority=')
        return kept(attribute)
      return /^\s{0,5}[A-Za-z]{1,20}$/.test(attribute) ? kept(attribute) : values.token(attribute)
    })
    return joined(spaced([cookiePair(pair), ...others], ';'))
  }

  function credentials(value: string): Redacted {
    const scheme = /^[A-Za-z]{1,20} /.exec(value)?.[0] ?? ''
    return joined([scheme, values.token(value.slice(scheme.length))])
  }
}

function isOwnDomain(domain: string, { ownHost }: ValueContext): boolean {
  const host = ownHost.replace(/:\d{1,5}$/, '').toLowerCase()
  const name = domain.replace(/^\./, '').toLowerCase()
  return host === name || host.endsWith(`.${name}`)
}

function spaced(parts: readonly Redacted[], separator: string): (string | Redacted)[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]))
}
