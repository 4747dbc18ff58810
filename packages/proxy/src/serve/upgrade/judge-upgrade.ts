import { headerName } from '@ringback/catalog'
import type { SignatureVerdict } from '@ringback/recording'
import { countOf } from '../../forward/raw-headers.ts'
import { requireSignature } from '../../signature/require-signature.ts'
import { withoutQuery } from '../../signature/request-target.ts'
import { overrideIn, unsignableHead } from '../../signature/unsignable.ts'
import type { Context } from '../context.ts'
import { unsignableAnswer, unsignedAnswer, type ErrorAnswer } from '../error-answer.ts'
import { publicUrlOf, type ForwardedOrigin } from '../forwarded-origin.ts'
import { malformedHead } from '../malformed-head.ts'
import type { ReceivedRequest } from '../received-request.ts'

/** What was found about the signature of an upgrade. `error`: it never reaches the app. */
export interface UpgradeJudgement {
  readonly verdict: SignatureVerdict
  readonly error?: ErrorAnswer
}

const noBody: Buffer = Buffer.alloc(0)

/** Judges an upgrade to WebSocket; under `signature: 'require'` it is refused unless it is allowed or validly signed. */
export function judgeUpgrade(
  received: ReceivedRequest,
  origin: ForwardedOrigin,
  context: Context,
): UpgradeJudgement {
  const malformed = malformedHead(received)
  if (malformed !== undefined) return { verdict: 'unchecked', error: malformed }
  if (context.signature !== 'require') return { verdict: verdictOf(received, origin, context) }
  const isAllowed = context.allowList.allowsUpgrade(received.target)
  if (isAllowed && overrideIn(received.headers) === undefined) return { verdict: 'unchecked' }
  if (countOf(received.headers, headerName.signature) === 0)
    return { verdict: 'missing', error: unsignedAnswer('missing') }
  const reason = unsignableHead(received)
  if (reason !== undefined) return { verdict: 'invalid', error: unsignableAnswer(reason) }
  const { headers } = received
  const isValid = signedUrls(received, origin, context).some(
    (url) => requireSignature(context.judge, { method: 'GET', url, headers, body: noBody }) === 'valid',
  )
  return isValid ? { verdict: 'valid' } : { verdict: 'invalid', error: unsignedAnswer('invalid') }
}

function verdictOf(received: ReceivedRequest, origin: ForwardedOrigin, context: Context): SignatureVerdict {
  const { headers } = received
  const urls = signedUrls(received, origin, context)
  const verdicts = urls.map((url) => context.judge({ method: 'GET', url, headers, body: noBody }).verdict)
  return verdicts.find((verdict) => verdict === 'valid') ?? verdicts[0] ?? 'unchecked'
}

/**
 * Twilio signs an upgrade as a GET of the wss URL (docs/facts/realtime.md, "Signed text"); its guides say to try the URL
 * with a `/` at its end as well.
 */
function signedUrls(
  { target }: ReceivedRequest,
  origin: ForwardedOrigin,
  { publicUrl }: Context,
): readonly string[] {
  const url = publicUrlOf(origin, publicUrl, target).replace(/^http/, 'ws')
  return withoutQuery(url) === url && !url.endsWith('/') ? [url, `${url}/`] : [url]
}
