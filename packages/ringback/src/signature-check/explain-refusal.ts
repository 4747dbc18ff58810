import { appUrlChange, frameworkOf, urlsAnAppMayCheck } from '@ringback/signature'
import { upstreamUrlOf } from '@ringback/twilio-client'
import { sendSigned, type ProbeAnswer, type ProbedRequest, type ProbeTarget } from './send-signed.ts'

/** Why an app answers a validly signed webhook with 403. */
export interface ExplainedRefusal {
  /** What happens. */
  readonly message: string
  readonly change: string
  /** The URL that the app checks; undefined where none of those that were tried is accepted. */
  readonly checkedUrl: string | undefined
}

const refused = 403
const mostProbes = 10

/**
 * Why an app refuses a webhook that is signed for its public URL, found by signing it for the URLs that the app may check:
 * at most ten further requests. Undefined when the app does not refuse it with 403.
 */
export async function explainRefusal(
  request: ProbedRequest,
  target: ProbeTarget,
): Promise<ExplainedRefusal | undefined> {
  const answer = await sendSigned(request, { url: request.url }, target)
  return answer?.status === refused ? explainAnswer(request, target, answer) : undefined
}

async function explainAnswer(
  request: ProbedRequest,
  target: ProbeTarget,
  answer: ProbeAnswer,
): Promise<ExplainedRefusal> {
  const { url } = request
  const intro = `The signature is valid for ${url}, but the app answered 403.`
  for (const candidate of candidatesOf(request, target).slice(0, mostProbes)) {
    const found = await sendSigned(request, { url: candidate }, target)
    if (found === undefined || found.status === refused) continue
    const { reason, change } = appUrlChange({ signedUrl: url, checkedUrl: candidate }, frameworkOf(answer))
    return { message: `${intro} It checks ${candidate}: ${reason}`, change, checkedUrl: candidate }
  }
  return {
    message: `${intro} It accepts none of the URLs that it may see either, so it probably checks with another auth token, or before the form is parsed.`,
    change:
      'Set TWILIO_AUTH_TOKEN to the token that the app checks with, or pass the URL that the app checks: --public-url',
    checkedUrl: undefined,
  }
}

function candidatesOf({ url }: ProbedRequest, { app, publicUrl }: ProbeTarget): readonly string[] {
  const { host, origin } = new URL(url)
  const upstreamUrl = typeof app === 'string' ? app.replace(/\/$/, '') : origin
  const sent = upstreamUrlOf(url, { publicUrl: publicUrl ?? origin, upstreamUrl })
  const appOrigin = new URL(sent).origin
  return urlsAnAppMayCheck({ url, target: sent.slice(appOrigin.length), host, appOrigin })
}
