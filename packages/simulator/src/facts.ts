/** Ranges of the numeric connection overrides (webhook facts, 4.3). */
export const connectionOverrides = {
  ct: { min: 100, max: 10_000, default: 5000 },
  rt: { min: 100, max: 15_000, default: 15_000 },
  tt: { min: 100, max: 15_000, default: 15_000 },
  rc: { min: 0, max: 5, default: 1 },
} as const
export const retryReasons: readonly string[] = ['4xx', '5xx', 'ct', 'rt']
export const edgeLocations: readonly string[] = [
  'ashburn',
  'dublin',
  'frankfurt',
  'sao-paulo',
  'singapore',
  'sydney',
  'tokyo',
  'umatilla',
  'ashburn-ix',
  'frankfurt-ix',
  'london-ix',
  'san-jose-ix',
  'singapore-ix',
]
export const limits = { httpRedirects: 10, twimlBytes: 65_536, mediaBytes: 10_000_000 } as const
export const formContentType = 'application/x-www-form-urlencoded; charset=UTF-8'
export const twilioUserAgent = 'TwilioProxy/1.1'
export const headerName = {
  host: 'Host',
  userAgent: 'User-Agent',
  signature: 'X-Twilio-Signature',
  idempotencyToken: 'I-Twilio-Idempotency-Token',
  contentType: 'Content-Type',
  contentLength: 'Content-Length',
  accept: 'Accept',
  acceptEncoding: 'Accept-Encoding',
  homeRegion: 'X-Home-Region',
  connection: 'Connection',
  forwardedFor: 'X-Forwarded-For',
  forwardedHost: 'X-Forwarded-Host',
  forwardedProto: 'X-Forwarded-Proto',
  cookie: 'Cookie',
  authorization: 'Authorization',
} as const
export const inputType = { dtmf: 'dtmf', speech: 'speech' } as const
export const gatherEnd = 'Gather End'
export const addressScheme = { sip: 'sip:', client: 'client:', whatsapp: 'whatsapp:' } as const
export const geoParameters: readonly string[] = ['From', 'To', 'Caller', 'Called'].flatMap((side) =>
  ['City', 'State', 'Zip', 'Country'].map((part) => side + part),
)
/** What stands in `Digits` when a hang-up ended a recording. */
export const hangupKey = 'hangup'
