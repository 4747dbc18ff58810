import { createCache } from '@ringback/common'
import { twilioContentRows, type TwilioContentRow } from '../data/twilio-content.ts'

/** The problem code of a request to TwiML or a sound of Twilio's own: it is known, and nothing is sent. */
export const twilioContentCode = 'twilio-content'

const hosts: ReadonlySet<string> = new Set(twilioContentRows.map(({ host }) => host))
/** A URL whose host is written as it is compared, but for its case: most are, and need not be parsed to see that they are not Twilio's. */
const plainHost = /^https?:\/\/([\w.-]+)(?::\d+)?(?:[/?#]|$)/i

/** What Twilio itself serves at an absolute URL; undefined for the URLs of everybody else. Never requests anything. */
export function twilioContent(url: string): TwilioContentRow | undefined {
  return contentAt(url, () => find(url))
}

/** An app has few URLs, and each is asked about for each of its webhooks. */
const contentAt = createCache<TwilioContentRow | undefined>()

function find(url: string): TwilioContentRow | undefined {
  const host = plainHost.exec(url)?.[1]
  if (host !== undefined && !hosts.has(host.toLowerCase())) return undefined
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined
  const path = parsed.pathname.toLowerCase()
  return twilioContentRows.find((row) => row.host === parsed.hostname && path.startsWith(row.path))
}
