import { headerName, twilioContent } from '@ringback/catalog'
import { createTwilioClient } from '@ringback/twilio-client/node'
import { plainWebhook } from '@ringback/arbitraries'
import { looksLikeAppUrl } from '../../app/looks-like-app-url.ts'
import { requireRunning } from '../../app/require-running.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { parseAppUrl, RingbackError } from '@ringback/common'
import { headerOf, bytesOf } from '@ringback/recording'

/** Whether the source of a document is a URL of an app, and not a file. */
export function isUrl(source: string | undefined): source is string {
  return source !== undefined && looksLikeAppUrl(source)
}

/** A document, and the content type it came with when it came over HTTP. */
export interface TwimlSource {
  readonly bytes: Uint8Array
  readonly contentType?: string
}

/** How a URL of an app is requested. */
interface FetchOptions {
  readonly authToken: string | undefined
  /** Where the app listens, where the URL is its public one. */
  readonly upstreamUrl: string | undefined
  readonly allowRemote: boolean
}

/** The TwiML of a URL, requested as Twilio does for an ordinary incoming call. Throws a `RingbackError` when there is none. */
export async function fetchTwiml(source: string, options: FetchOptions): Promise<TwimlSource> {
  const { authToken, upstreamUrl, allowRemote } = options
  const asked = parseAppUrl(source)
  const { href: url, origin } = asked
  const own = twilioContent(url)
  if (own !== undefined) {
    throw new RingbackError(
      'twilio-content',
      `${url} is Twilio's own ${own.title}, which ringback does not request.`,
      {
        remedy: 'Pass a URL of your app, or save the document and pass the file.',
      },
    )
  }
  const app = upstreamUrl === undefined ? asked : parseAppUrl(upstreamUrl, '--upstream-url')
  requireThisMachine(app.href, allowRemote)
  await requireRunning(app)
  const { kind, method, parameters } = plainWebhook('voice.incoming-pstn')
  const twilio = createTwilioClient({
    authToken: authToken ?? 'no auth token was given',
    allowRemote,
    ...(upstreamUrl !== undefined && { publicUrl: origin, app: app.href }),
  })
  const { hops, problem } = await twilio.send({ kind, method, url, parameters })
  await twilio.close()
  const response = hops.at(-1)?.response
  if (response === null || response === undefined || response.status >= 400) {
    const reason = problem?.message ?? 'it gave no answer'
    const code = problem?.twilioCode === undefined ? '' : ` (${problem.twilioCode})`
    throw new RingbackError('no-twiml', `${url} did not return TwiML: ${reason}${code}.`, {
      ...(authToken === undefined && { remedy: 'If the app checks signatures, set TWILIO_AUTH_TOKEN.' }),
    })
  }
  const contentType = headerOf(response.headers, headerName.contentType) ?? ''
  return { bytes: bytesOf(response.body), contentType }
}
