import type { SignatureVerdict } from '@ringback/recording'
import { isEncoded } from './unsignable.ts'
import type { Judge, Judgement, SignedRequest } from './judge.ts'
import { queryOf, withoutQuery } from './request-target.ts'

/**
 * The verdict under `signature: 'require'`. Twilio's SDKs accept a signature over several spellings of the URL; here the
 * path that was signed has to be the very one that was requested, and a query in another spelling the same parameters.
 */
export function requireSignature(judge: Judge, request: SignedRequest): SignatureVerdict {
  const judgement = judge(request)
  if (judgement.verdict !== 'valid') return judgement.verdict === 'missing' ? 'missing' : 'invalid'
  return isSameResource(judgement, request.url) ? 'valid' : 'invalid'
}

function isSameResource({ signedUrl = '' }: Judgement, url: string): boolean {
  if (pathOf(signedUrl) !== pathOf(url)) return false
  const query = queryOf(url)
  return queryOf(signedUrl) === query || isEncoded(query)
}

/** The path of an absolute URL exactly as it is written. */
function pathOf(url: string): string {
  return withoutQuery(url).replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '')
}
