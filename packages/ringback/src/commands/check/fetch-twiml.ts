import { createTwilioClient } from '@ringback/twilio-client/node'
import { plainWebhook } from '@ringback/arbitraries'
import { bytesOf } from '@ringback/recording'
import { UserError } from '../../shell/user-error.ts'
import type { TwimlSource } from './twiml.ts'

export function isUrl(source: string | undefined): source is string {
  return source !== undefined && /^https?:\/\//i.test(source)
}

/** Asks a URL of the app as Twilio does when an ordinary call comes in. Throws a `UserError` when nothing answers. */
export async function fetchTwiml(
  url: string,
  { authToken, allowRemote }: { readonly authToken: string | undefined; readonly allowRemote: boolean },
): Promise<TwimlSource> {
  const { kind, method, parameters } = plainWebhook('voice.incoming-pstn')
  const twilio = createTwilioClient({ authToken: authToken ?? 'no auth token was given', allowRemote })
  const { hops, problem } = await twilio.send({ kind, method, url, parameters })
  await twilio.close()
  const response = hops.at(-1)?.response
  if (response === null || response === undefined || response.status >= 400) {
    const reason = problem?.message ?? 'it gave no answer'
    const code = problem?.twilioCode === undefined ? '' : ` (${problem.twilioCode})`
    throw new UserError(
      `${url} gives no TwiML: ${reason}${code}.`,
      authToken === undefined ? 'If the app checks signatures, set TWILIO_AUTH_TOKEN.' : undefined,
    )
  }
  const contentType = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return { bytes: bytesOf(response.body), contentType }
}
