import { headerName } from '@ringback/catalog'
import type { SignatureCause } from '@ringback/recording'
import { sign } from '@ringback/signature'
import { rawValueOf } from '../../forward/raw-headers.ts'
import type { SignedRequest } from '../judge.ts'
import { bodyForms, type BodyForm } from './body-forms.ts'
import { publicBases, type CheckedUrl, type PublicBase } from './public-bases.ts'

/** What is known of the request and the configuration when a signature does not match. */
export interface Mismatch {
  readonly request: SignedRequest
  readonly checked: CheckedUrl
  /** The tokens that may have signed it. */
  readonly tokens: readonly string[]
  /** Other URLs of the configuration. */
  readonly knownUrls: readonly string[]
  /** Whether the public URL was configured, and not guessed from the request. */
  readonly hasPublicUrl: boolean
}

/** The work that one diagnosis may take: how many signatures are made, and over how many bytes in all. */
const mostTries = 400
const mostBytes = 512 * 1024
const longestBody = 32 * 1024
const mostParameters = 200

/**
 * Why a signature does not match: what Twilio may have signed is tried, the likeliest first, with bounded work. What
 * matches is certain.
 */
export function mismatchCause(mismatch: Mismatch): SignatureCause {
  const { request, checked, knownUrls } = mismatch
  const body = request.body.toString('latin1')
  const contentType = rawValueOf(request.headers, headerName.contentType)
  if (body.length > longestBody || body.split('&', mostParameters + 2).length > mostParameters)
    return {
      codes: [],
      message: 'X-Twilio-Signature does not match. The request is too large to find out why.',
    }
  const forms =
    request.method === 'GET' ? [] : bodyForms(request.body.toString('utf8'), contentType, request.url)
  const asArrived = request.method === 'GET' ? noBody : forms[0]
  const bases = publicBases(checked, request.headers, knownUrls)
  const tries = createTries(mismatch)
  const own: PublicBase = { url: checked.base, codes: [] }
  for (const base of bases) {
    if (asArrived !== undefined && tries.matches(base, asArrived)) return causeOf(base, asArrived, mismatch)
  }
  for (const base of [own, ...bases])
    for (const form of forms.slice(1)) if (tries.matches(base, form)) return causeOf(base, form, mismatch)
  return notFound(mismatch)
}

const noBody: BodyForm = { code: undefined, parameters: [], names: [] }

function createTries({ request, checked, tokens }: Mismatch): {
  matches(base: PublicBase, form: BodyForm): boolean
} {
  const signature = rawValueOf(request.headers, headerName.signature)?.trim()
  let tries = 0
  let bytes = 0
  return {
    matches(base, { parameters }) {
      if (tries >= mostTries || bytes >= mostBytes) return false
      const url = base.url + checked.target
      return tokens.some((authToken) => {
        tries += 1
        bytes += url.length + request.body.length
        return URL.canParse(url) && sign({ url, parameters, authToken }) === signature
      })
    },
  }
}

function causeOf(base: PublicBase, form: BodyForm, mismatch: Mismatch): SignatureCause {
  const { checked } = mismatch
  const inUrl = base.codes.length > 0
  const codes = [...base.codes, ...(form.code === undefined ? [] : [form.code])]
  const body = form.code === undefined ? undefined : bodyMessage(form)
  if (!inUrl) return { codes, message: body ?? '', change: bodyChange }
  const url = `Twilio signed for ${base.url}, and ringback checked ${checked.base}: ${base.codes.map((code) => urlMessage(code, base, checked)).join(', ')}.`
  return {
    codes,
    message: body === undefined ? url : `${url} ${body}`,
    publicUrl: base.url,
    ...(body !== undefined && { change: bodyChange }),
  }
}

function urlMessage(code: string, base: PublicBase, checked: CheckedUrl): string {
  const signed = new URL(base.url)
  const own = new URL(checked.base)
  switch (code) {
    case 'scheme':
      return `${signed.protocol.slice(0, -1)} instead of ${own.protocol.slice(0, -1)}`
    case 'host':
      return `another host (${signed.host})`
    case 'port':
      return signed.port === '' ? 'no port' : `port ${signed.port}`
    case 'path-prefix-missing':
      return `the path prefix ${signed.pathname} is missing, which a proxy in front of ringback strips`
    default:
      return `the path prefix ${own.pathname} is not signed`
  }
}

const bodyChange =
  'Let the proxy in front of ringback pass the body through unchanged, byte for byte, with its Content-Type.'

function bodyMessage({ code, names }: BodyForm): string {
  const list = names.length === 0 ? '' : ` (${shown(names)})`
  return `The body was changed after Twilio had signed it: ${bodyWords.get(code ?? '') ?? 'it was written anew'}${list}.`
}

const bodyWords: ReadonlyMap<string, string> = new Map([
  ['body-serialised-again', 'the form was written anew as JSON'],
  ['parameters-dropped', 'empty parameters were dropped'],
  ['parameters-plus', 'plus signs and spaces were confused, so it was decoded or encoded once too often'],
  ['parameters-not-decoded', 'it was percent-encoded twice'],
  ['parameters-escaped', 'values were escaped as HTML'],
  ['parameters-charset', 'it was written in another character set than UTF-8'],
])

/** A signature has matched, so these are names that Twilio sent. */
function shown(names: readonly string[]): string {
  const known = names.filter((name) => /^[A-Z][A-Za-z]{1,40}$/.test(name))
  return known.length > 4 ? `${known.slice(0, 4).join(', ')} and ${names.length - 4} more` : known.join(', ')
}

function notFound({ checked, hasPublicUrl, tokens }: Mismatch): SignatureCause {
  const message = `X-Twilio-Signature matches neither ${checked.base} nor a similar URL${tokens.length > 1 ? ', with none of the auth tokens' : ''}.`
  const change = hasPublicUrl
    ? 'Compare the auth token (TWILIO_AUTH_TOKEN, --auth-token) with that of the account in the Twilio console, and --public-url with the URL that is configured there.'
    : 'Pass the URL that is configured in the Twilio console, without its path: --public-url https://phone.example.com. If that is right, compare the auth token.'
  return {
    codes: [],
    message: tokens.length === 0 ? 'The request names an account for which there is no auth token.' : message,
    change:
      tokens.length === 0
        ? 'Add the auth token of that account: --auth-token, or authTokens in ringback.config.ts.'
        : change,
  }
}
