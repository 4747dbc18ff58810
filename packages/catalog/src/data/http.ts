/** The headers of Twilio's requests, in the lower case that Node gives them (docs/facts/webhooks.md, section 4.1). */
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
