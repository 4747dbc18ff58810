import type { SignatureCause } from '@ringback/recording'
import { appUrlChange, frameworkOf, urlsAnAppMayCheck, type AppAnswer } from '@ringback/signature'
import { pathClass } from '../../path-class.ts'

/** A request with a valid signature that the app answered with 403. */
export interface Refusal {
  /** The public URL that was signed. */
  readonly url: string
  /** Path and query as the app received them. */
  readonly target: string
  /** The Host field that the app received. */
  readonly host: string
  readonly appOrigin: string
  readonly answer: AppAnswer
}

/** Which URL an app probably checked when it refused a valid signature, judged by what it received. */
export function refusalCause(refusal: Refusal): SignatureCause {
  const { url, target, host, answer } = refusal
  const signed = classOf(url)
  const seen = `http://${host}${target}`
  const likeliest = seen === url ? undefined : urlsAnAppMayCheck(refusal)[0]
  if (likeliest === undefined) {
    return {
      codes: ['app-refused'],
      message: `The signature is valid for ${signed}, but the app answered 403. The app sees the same URL, so it probably checks with another auth token, or before the form is parsed.`,
      change:
        'Compare the auth token of the app with TWILIO_AUTH_TOKEN, and parse the form before the check.',
    }
  }
  const { codes, reason, change } = appUrlChange(
    { signedUrl: url, checkedUrl: likeliest },
    frameworkOf(answer),
  )
  return {
    codes: ['app-refused', ...codes],
    message: `The signature is valid for ${signed}, but the app answered 403. It probably checks ${classOf(likeliest)}: ${reason}`,
    change,
  }
}

/** A URL with no more of its path than may be printed. */
function classOf(url: string): string {
  return new URL(url).origin + pathClass(url)
}
