import { twilioContentRows, type TwilioContentRow } from '../data/twilio-content.ts'

/** The problem code of a request to TwiML or a sound of Twilio's own: it is known, and nothing is sent. */
export const twilioContentCode = 'twilio-content'

/** What Twilio itself serves at an absolute URL; undefined for the URLs of everybody else. Never requests anything. */
export function twilioContent(url: string): TwilioContentRow | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined
  const path = parsed.pathname.toLowerCase()
  return twilioContentRows.find((row) => row.host === parsed.hostname && path.startsWith(row.path))
}
