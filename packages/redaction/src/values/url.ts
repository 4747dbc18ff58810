import { joined, kept, type Redacted } from '../finding.ts'
import { jwtShape, numberShape, sidShape } from '../find/value-shapes.ts'
import { createLru } from '../pseudonyms/lru.ts'
import type { Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import { decodePercent, encodeLike } from './percent.ts'
import type { FormRedactor, UrlRedactor, ValueContext, ValueRedactor } from './value-redactor.ts'

const urlsRemembered = 500

interface UrlParts extends Pick<ValueRedactor, 'token' | 'unknown'> {
  readonly pseudonyms: Pseudonyms
  readonly form: FormRedactor
}

/** Path segments of Twilio's REST URLs and the like. */
const publicSegment =
  /^(?:v\d{1,3}|\d{4}-\d\d-\d\d|[A-Z][A-Za-z]{3,24}s|[a-z]{1,3})?(?:\.(?:json|xml|mp3|mp4|wav|html))?$/

// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the pseudonyms and the forms of one redactor
export function createUrlRedactor({ pseudonyms, form, unknown, token }: UrlParts): UrlRedactor {
  const foreign = createLru<Redacted>(urlsRemembered)

  return (text, context) => {
    // Of another host: nothing depends on the context.
    if (context.ownHost !== '' || context.pseudonymOf !== undefined) return redactUrl(text, context)
    let redacted = foreign.get(text)
    if (redacted === undefined) {
      redacted = redactUrl(text, context)
      foreign.set(text, redacted)
    }
    return redacted
  }

  function redactUrl(text: string, context: ValueContext): Redacted {
    const parts = /^([a-z][a-z0-9+.-]{0,20}:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text)
    if (!parts) return unknown(text, context)
    const [, scheme = '', authority, path = '', query = '', fragment = ''] = parts
    if (authority === undefined && scheme !== '') return unknown(text, context)
    const at = authority === undefined ? -1 : authority.lastIndexOf('@')
    const hostAndPort = authority?.slice(at + 1)
    const isOwn =
      hostAndPort === undefined ||
      (context.ownHost !== '' && hostAndPort.toLowerCase() === context.ownHost.toLowerCase())
    return joined([
      scheme,
      authority === undefined ? '' : '//',
      userinfo(authority?.slice(0, at) ?? '', at),
      hostAndPort === undefined ? '' : isOwn ? hostAndPort : knownOr(hostAndPort, context, pseudonyms.host),
      redactPath(path, context, isOwn),
      query === '' ? '' : joined(['?', form(query.slice(1), context, { ownQuery: true })]),
      fragment === '' ? '' : joined(['#', redactFragment(fragment.slice(1), context)]),
    ])
  }

  function userinfo(text: string, at: number): Redacted {
    if (at < 0) return kept('')
    const parts = text.split(':').flatMap((part) => [':', token(part)])
    return joined([...parts.slice(1), '@'])
  }

  function redactPath(path: string, context: ValueContext, isOwn: boolean): Redacted {
    const parts: (string | Redacted)[] = []
    for (const [index, segment] of path.split('/').entries()) {
      if (index > 0) parts.push('/')
      if (segment !== '') parts.push(isOwn ? ownSegment(segment, context) : foreignSegment(segment, context))
    }
    return joined(parts)
  }

  function redactFragment(fragment: string, context: ValueContext): Redacted {
    if (fragment.includes('=')) return form(fragment, context, { ownQuery: true })
    return fragment === '' ? kept('') : ownSegment(fragment, context)
  }

  function foreignSegment(segment: string, context: ValueContext): Redacted {
    if (publicSegment.test(segment)) return kept(segment)
    // A plain word is replaced here, but an app that says the same word does not quote this URL.
    if (/^[a-z]{4,12}$/.test(segment)) return kept(knownOr(segment, context, token).text)
    const dot = segment.lastIndexOf('.')
    const extension = dot < 0 ? '' : (/^\.(?:json|xml|mp3|mp4|wav|html)$/.exec(segment.slice(dot))?.[0] ?? '')
    const name = segment.slice(0, segment.length - extension.length)
    return joined([knownOr(name, context, token), extension])
  }

  // A route is the app's wording; an id in it is not.
  function ownSegment(segment: string, context: ValueContext): Redacted {
    if (context.isOwnSegment(segment)) return kept(segment)
    const decoded = decodePercent(segment)
    const isShaped =
      sidShape.test(decoded) || numberShape.test(decoded) || jwtShape.test(decoded) || decoded.includes('@')
    const other = knownOr(decoded, context, isShaped ? (value) => unknown(value, context) : token)
    if (other.text === decoded) return kept(segment)
    return {
      text: encodeLike(segment, other.text, { plus: false, lowerCase: false }),
      findings: other.findings,
    }
  }

  function knownOr(
    value: string,
    { pseudonymOf }: ValueContext,
    redact: (value: string) => Redacted,
  ): Redacted {
    const known = pseudonymOf?.(value)
    return known === undefined ? redact(value) : { text: known, findings: [] }
  }
}
