/** The headers of Twilio's requests, in the lower case that Node gives them (facts: section 4.1). */
export const headerName = {
  signature: 'x-twilio-signature',
  /** The same for all retries of one request. */
  idempotencyToken: 'i-twilio-idempotency-token',
  homeRegion: 'x-home-region',
  userAgent: 'user-agent',
  contentType: 'content-type',
  accept: 'accept',
  acceptEncoding: 'accept-encoding',
  cacheControl: 'cache-control',
  connection: 'connection',
} as const

/** What Twilio has in its headers. */
export const headerValue = {
  userAgent: 'TwilioProxy/1.1',
  contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
  accept: '*/*',
  acceptEncoding: 'gzip',
  homeRegion: 'us1',
  cacheControl: 'max-age=259200',
  connection: 'close',
} as const

/** The query parameter that stands for a body which is not a form: the SHA-256 of its bytes, in hexadecimal. */
export const bodyHashParameter = 'bodySHA256'

/** The statuses that Twilio follows; any other 3xx is debugger code 11216. A POST becomes a GET without parameters. */
export const followedRedirects: readonly number[] = [301, 302, 303, 307]

/** What Twilio does with an answer, by its content type; without one, or with any other: debugger code 12300. */
export type AnswerUse = 'twiml' | 'twiml-or-spoken' | 'played'

const useByType: ReadonlyMap<string, AnswerUse> = new Map([
  ['text/xml', 'twiml'],
  ['application/xml', 'twiml'],
  ['text/html', 'twiml'],
  ['text/plain', 'twiml-or-spoken'],
])

/** What Twilio does with an answer of this content type; undefined when it is unusable (facts: section 4.5). */
export function answerUse(contentType: string): AnswerUse | undefined {
  const [type = ''] = contentType.toLowerCase().split(';')
  return type.trim().startsWith('audio/') ? 'played' : useByType.get(type.trim())
}
