/** The headers of Twilio's requests, as they stand on the wire (docs/facts/webhooks.md, section 4.1). */
export const wireHeaderName = {
  host: 'Host',
  userAgent: 'User-Agent',
  signature: 'X-Twilio-Signature',
  /** The same for all retries of one request. */
  idempotencyToken: 'I-Twilio-Idempotency-Token',
  contentType: 'Content-Type',
  contentLength: 'Content-Length',
  accept: 'Accept',
  acceptEncoding: 'Accept-Encoding',
  homeRegion: 'X-Home-Region',
  cacheControl: 'Cache-Control',
  connection: 'Connection',
} as const

/** The headers of Twilio's requests, in the lower case that Node and the Fetch standard give them. */
export const headerName: {
  readonly [Key in keyof typeof wireHeaderName]: Lowercase<(typeof wireHeaderName)[Key]>
} = lowerCased(wireHeaderName)

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

/** Headers of one of Twilio's two WebSocket upgrades, besides those of the handshake and the signature. */
interface UpgradeRow {
  readonly headers: Readonly<Record<string, string>>
  /** Headers that repeat the signature. */
  readonly signatureHeaders: readonly string[]
}

/** The upgrade of a Media Stream (docs/facts/realtime.md, section 1). */
export const streamUpgrade: UpgradeRow = {
  headers: { 'User-Agent': 'Twilio.TmeWs/1.0', 'Accept-Encoding': 'gzip' },
  signatureHeaders: [],
}

/** The upgrade of a ConversationRelay (docs/facts/realtime.md, section 1). */
export const relayUpgrade: UpgradeRow = {
  headers: {
    'User-Agent': 'Jetty/11.0.24',
    'Accept-Encoding': 'gzip',
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
  },
  signatureHeaders: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-Twilio-Signature'],
}

/** The query parameter that stands for a body which is not a form: the SHA-256 of its bytes, in hexadecimal. */
export const bodyHashParameter = 'bodySHA256'

/** The statuses that Twilio follows; any other 3xx is debugger code 11216. A POST becomes a GET without parameters. */
export const followedRedirects: readonly number[] = [301, 302, 303, 307]

function lowerCased<Names extends Readonly<Record<string, string>>>(
  names: Names,
): { readonly [Key in keyof Names]: Lowercase<Names[Key]> } {
  const pairs = Object.entries(names).map(([key, name]) => [key, name.toLowerCase()])
  return Object.fromEntries(pairs) as { readonly [Key in keyof Names]: Lowercase<Names[Key]> } // The same keys.
}
