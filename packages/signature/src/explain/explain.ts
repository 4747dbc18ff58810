import { bodyHashName } from '../body-sha256.ts'
import { hashInQuery, signedContent, bodyText } from '../content.ts'
import { hmacSha1 } from '#hashes'
import { signedText } from '../parameters.ts'
import { decodeForm } from '../url/form.ts'
import { joinUrl, splitUrl, type UrlParts } from '../url/split-url.ts'
import { isBodyless } from '../verify.ts'
import { alternatives, type Clue } from './alternatives/alternative.ts'
import { bodyClue } from './causes/body-clue.ts'
import { contentAlternatives } from './alternatives/content-alternatives.ts'
import { explanationOf } from './causes/explanation-of.ts'
import { headerLookup, type HeaderLookup } from './causes/headers.ts'
import { hintsFor } from './causes/hints.ts'
import { knownUrls } from './alternatives/known-urls.ts'
import type { Explanation, RequestToExplain } from './model.ts'
import {
  hostAlternatives,
  portAlternatives,
  schemeAlternatives,
  userinfoAlternatives,
} from './alternatives/origin-alternatives.ts'
import { readingsOf } from './parameters/parsed-parameters.ts'
import { pathAlternatives } from './alternatives/path-alternatives.ts'
import { queryAlternatives } from './alternatives/query-alternatives.ts'
import { urlPartsOf, visitVariants, type Space, type Variant } from './search.ts'
import { signatureForms } from './signature-forms.ts'
import { tokenAlternatives } from './alternatives/token-alternatives.ts'

const usualLimit = 150_000

/**
 * Finds what Twilio signed when a signature does not match: tries what proxies, frameworks and configurations do to
 * URL, parameters, body and token, alone and combined, the simplest first, until an HMAC matches. Its result is
 * therefore certain; when nothing matches, it lists what is unusual. Never throws.
 */
export function explain(request: RequestToExplain): Explanation {
  const header = headerLookup(request.headers)
  const completed: RequestToExplain = {
    ...request,
    contentType: request.contentType ?? header('content-type'),
    signature: request.signature ?? header('x-twilio-signature'),
  }
  const { url, signature, limit = usualLimit } = completed
  const checked = splitUrl(url)
  if (checked === null || signature === undefined || signature.trim() === '')
    return { found: false, tried: 0, hints: hintsFor(completed, false) }

  const wanted = new Set(signatureForms(signature))
  let tried = 0
  let found: Explanation | null = null
  visitVariants(spaceOf(completed, checked, header), (variant) => {
    if (variant.token.value === '') return false
    if (tried === limit) {
      found = { found: false, tried, hints: hintsFor(completed, true) }
      return true
    }
    tried++
    const signed = urlPartsOf(variant)
    const made = hmacSha1(variant.token.value, joinUrl(signed) + variant.content.value)
    if (!wanted.has(made)) return false
    const clues = [...cluesOf(variant), ...cluesBeside(completed, joinUrl(signed), variant)]
    if (made !== signature) clues.push({ code: 'signature-untidy' })
    const protocolIsForwarded = `${header('x-forwarded-proto')}://` === signed.scheme
    found = explanationOf(clues, { checked, signed, protocolIsForwarded }, tried)
    return true
  })
  return found ?? { found: false, tried, hints: hintsFor(completed, false) }
}

function spaceOf(request: RequestToExplain, given: UrlParts, header: HeaderLookup): Space {
  const { url, authToken, method, body, contentType, candidates = {} } = request
  const checked = { ...given, fragment: '' }
  const known = knownUrls(header, candidates)
  const bodyless = isBodyless(method)
  const hashed = body !== undefined && !bodyless && signedContent({ body, contentType }, url).rule === 'hash'
  const form = body === undefined || body.length === 0 || hashed ? undefined : body
  const parameters =
    request.parameters ?? (form === undefined || bodyless ? undefined : decodeForm(bodyText(form)))
  const { asGiven } = readingsOf(parameters)
  const queries = [checked.query, ...known.queries.map(({ value }) => value)]
  const content = contentAlternatives({
    parameters,
    form,
    isBodyless: bodyless,
    hashInQuery: hashInQuery(url) !== null || hashed,
    queryNames: new Set(queries.flatMap((query) => decodeForm(query.slice(1)).map(([name]) => name))),
    parameterNames: candidates.parameterNames ?? [],
  })
  const queryClues = { known, getParameters: bodyless ? asGiven : [], body: hashed ? body : undefined }
  return {
    token: alternatives(authToken, tokenAlternatives(authToken, candidates)),
    scheme: alternatives(checked.scheme, schemeAlternatives(checked)),
    userinfo: alternatives(checked.userinfo, userinfoAlternatives(checked, known)),
    host: alternatives(checked.host, hostAlternatives(checked, known)),
    port: alternatives(checked.port, portAlternatives(checked, known)),
    path: alternatives(checked.path, pathAlternatives(checked, known)),
    query: alternatives(checked.query, queryAlternatives(checked, queryClues)),
    content: alternatives(signedText(asGiven), content),
  }
}

function cluesOf(variant: Variant): Clue[] {
  return Object.values(variant).flatMap(({ clues }) => clues)
}

/** What an HMAC does not cover: whether the body is the one whose hash is in the signed query. */
function cluesBeside(
  { body, method }: RequestToExplain,
  signedUrl: string,
  { content }: Variant,
): readonly Clue[] {
  if (body === undefined || isBodyless(method) || content.value !== '' || !signedUrl.includes(bodyHashName))
    return []
  const clue = bodyClue(body, signedUrl)
  return clue === null ? [] : [clue]
}
