import { hashInQuery, signedContent } from '../../content.ts'
import { isBodyless } from '../../verify.ts'
import { splitUrl } from '../../url/split-url.ts'
import type { Hint, RequestToExplain } from '../model.ts'

const privateHost =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[|[^.]+$)|\.(?:local|internal|svc)$/i

/** What is odd about a request that no variant explains. */
export function hintsFor(request: RequestToExplain, reachedLimit: boolean): readonly Hint[] {
  return [
    ...signatureHints(request),
    ...tokenHints(request),
    ...requestHints(request),
    ...(reachedLimit
      ? [
          {
            code: 'limit-reached',
            message:
              'Not all variants were tried: raise the limit, or pass candidates (other tokens, URLs or hosts).',
          } as const,
        ]
      : []),
  ]
}

function* signatureHints({ signature }: RequestToExplain): Generator<Hint> {
  if (signature === undefined || signature.trim() === '')
    yield {
      code: 'signature-missing',
      message:
        'The X-Twilio-Signature header is missing: the request is not from Twilio, or a proxy removes the header.',
    }
  else if (!/^[A-Za-z\d+/]{27}=$/.test(signature.trim()))
    yield {
      code: 'signature-malformed',
      message: `The X-Twilio-Signature header is not base64 of 28 characters (it has ${signature.length}): it was cut off or changed, or Twilio did not create it.`,
    }
}

function* tokenHints({ authToken, candidates }: RequestToExplain): Generator<Hint> {
  if (authToken === '') yield { code: 'auth-token-missing', message: 'The auth token is empty.' }
  else if (/^[A-Z]{2}[\da-f]{32}$/i.test(authToken))
    yield {
      code: 'auth-token-is-sid',
      message: 'The auth token looks like a SID. Use the auth token, not the account SID or an API key.',
    }
  else if (!/^[\da-f]{32}$/.test(authToken))
    yield {
      code: 'auth-token-malformed',
      message: `The auth token has ${authToken.length} characters; Twilio's have 32, digits and a to f. An API key's secret does not sign webhooks.`,
    }
  if ((candidates?.authTokens ?? []).length === 0)
    yield {
      code: 'auth-token-other',
      message:
        'Another auth token may have been used: the primary one of this account after a rotation, or that of the subaccount that owns the number. Try them too.',
    }
}

function* requestHints({ url, method, parameters, body, contentType }: RequestToExplain): Generator<Hint> {
  const parts = splitUrl(url)
  if (parts === null) {
    yield {
      code: 'url-malformed',
      message: `${JSON.stringify(url)} is not an absolute URL. Pass scheme, host and path.`,
    }
    return
  }
  if (privateHost.test(parts.host))
    yield {
      code: 'host-private',
      message: `Twilio cannot have requested ${parts.host}, which is not a public host. Pass the public URL of the app.`,
    }
  if (isBodyless(method)) return
  if (body === undefined) {
    if (Object.keys(parameters ?? {}).length === 0)
      yield {
        code: 'parameters-missing',
        message: `A ${method} from Twilio has parameters, and none were given. Parse the form body first.`,
      }
    else
      yield {
        code: 'body-not-given',
        message: 'Pass the raw body too: it shows whether the app changed the parameters before the check.',
      }
    return
  }
  if (signedContent({ body, contentType }, url).rule === 'hash' && hashInQuery(url) === null)
    yield {
      code: 'body-hash-missing',
      message:
        'The body is not a form, and the query has no bodySHA256: the query was cut off, or Twilio did not send this body.',
    }
}
