import { headerName } from '@ringback/catalog'
import type { SignatureVerdict } from '@ringback/recording'
import { verify } from '@ringback/signature'
import { rawValueOf } from '../forward/raw-headers.ts'
import type { SignedRequest } from '../serve/context.ts'
import { signatureOf } from '../serve/recognise.ts'

/** Tells whether a request carries a signature made with one of the auth tokens; `unchecked` without any. */
export function createJudge(authTokens: readonly string[]): (request: SignedRequest) => SignatureVerdict {
  return ({ method, url, headers, body }) => {
    if (authTokens.length === 0) return 'unchecked'
    const signature = signatureOf(headers)
    if (signature === undefined) return 'missing'
    const contentType = rawValueOf(headers, headerName.contentType)
    const isValid = authTokens.some((authToken) =>
      verify({ url, method, body, contentType, authToken, signature }),
    )
    return isValid ? 'valid' : 'invalid'
  }
}
