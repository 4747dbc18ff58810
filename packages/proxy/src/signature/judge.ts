import { headerName } from '@ringback/catalog'
import type { SignatureVerdict } from '@ringback/recording'
import { isFormType, verification } from '@ringback/signature'
import type { RawHeaders } from '../forward/forwarder.ts'
import { rawValueOf } from '../forward/raw-headers.ts'
import { accountSidsIn } from './account-sids.ts'
import type { AuthTokens } from './auth-tokens.ts'
import { queryOf } from './request-target.ts'
import { isOversizedForm } from './unsignable.ts'

/** A request as far as its signature is concerned. */
export interface SignedRequest {
  readonly method: string
  /** The public URL that Twilio requested. */
  readonly url: string
  readonly headers: RawHeaders
  readonly body: Buffer
}

/** What a judge found. `signedUrl`: the form of the URL that was signed, when the signature is valid. */
export interface Judgement {
  readonly verdict: SignatureVerdict
  readonly signedUrl?: string
}

/** Tells whether a request carries a signature made with one of the auth tokens. */
export interface Judge {
  (request: SignedRequest): Judgement
}

/** A judge over the auth tokens of the options; without any, every request is `unchecked`. */
export function createJudge(tokens: AuthTokens): Judge {
  return (request) => {
    if (tokens.count === 0) return { verdict: 'unchecked' }
    const { url, method, headers, body } = request
    const signature = rawValueOf(headers, headerName.signature)
    if (signature === undefined) return { verdict: 'missing' }
    const contentType = rawValueOf(headers, headerName.contentType)
    if (isOversized(request, contentType)) return { verdict: 'invalid' }
    for (const authToken of tokensFor(tokens, request)) {
      const found = verification({ url, method, body, contentType, authToken, signature })
      if (found.valid) return { verdict: 'valid', signedUrl: found.signedUrl }
    }
    return { verdict: 'invalid' }
  }
}

/** The tokens that may have signed a request. */
export function tokensFor(tokens: AuthTokens, request: SignedRequest): readonly string[] {
  return tokens.forAccounts(tokens.hasAccounts ? accountsIn(request) : [])
}

/** Every AccountSid that the query and the body name. */
function accountsIn({ url, body }: SignedRequest): readonly string[] {
  return [...accountSidsIn(Buffer.from(queryOf(url), 'latin1')), ...accountSidsIn(body)]
}

/** Such a form costs much to check, and is not Twilio's. */
function isOversized({ method, body }: SignedRequest, contentType: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return (contentType === undefined || isFormType(contentType)) && isOversizedForm(body)
}
