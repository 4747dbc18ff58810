/** Twilio's limits (docs/facts/webhooks.md, section 3; docs/facts/webhooks.md, section 4). Times in milliseconds, sizes in bytes unless the name says otherwise. */
export const limits = {
  /** One attempt to connect; there are two. */
  connectTimeoutMs: 5000,
  connectAttempts: 2,
  /** A whole exchange with the app; no override lengthens it. */
  totalTimeoutMs: 15_000,
  /** Hops; one more is debugger code 11215. */
  redirects: 10,
  /** The body of a TwiML answer; more is debugger code 11750. */
  twimlBytes: 65_536,
  /** The `Twiml` parameter of a REST call, in characters; more is code 32018. */
  restTwimlCharacters: 4000,
  clientIdentityCharacters: 256,
  sipUriCharacters: 255,
  sipHeaderCharacters: 1024,
  callReasonCharacters: 50,
  sendDigitsCharacters: 32,
  conferenceNameCharacters: 128,
  participantLabelCharacters: 128,
  conferenceParticipants: 250,
  queueNameCharacters: 64,
  queueSize: 1000,
  /** Until Twilio hangs up, in seconds. */
  callSeconds: { default: 14_400, max: 86_400 },
  userDefinedMessageCharacters: 10_000,
} as const
