import { verify } from '@ringback/signature'
import type { SignatureVerdict } from '@ringback/recording'
import type { SignedRequest } from '../serve/context.ts'
import { signatureOf } from '../serve/recognise.ts'
import { readForm } from './read-form.ts'

/** Tells whether a request carries a signature made with one of the auth tokens; `unchecked` without any. */
export function createJudge(authTokens: readonly string[]): (request: SignedRequest) => SignatureVerdict {
  return ({ method, url, headers, body }) => {
    if (authTokens.length === 0) return 'unchecked'
    const signature = signatureOf(headers)
    if (signature === undefined) return 'missing'
    const parameters = method === 'GET' ? undefined : readForm(headers, body)
    const content = parameters === undefined ? { body: body.toString('utf8') } : { parameters }
    const valid = authTokens.some((authToken) => verify({ url, method, ...content, authToken, signature }))
    return valid ? 'valid' : 'invalid'
  }
}
