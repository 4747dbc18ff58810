/**
 * Behaviour of Twilio that is not documented. Each is a named option, so that it is visible and can be changed
 * (docs/facts/twiml.md, section 5; docs/facts/realtime.md, section 6).
 */
export interface UndocumentedChoices {
  /** `Digits` when a Gather found nothing and `actionOnEmptyResult` asks for the request anyway. */
  readonly digitsOfEmptyGather: 'left-out' | 'empty'
  /** A Record in which nothing was said: newer documents ask the action, older ones go on. */
  readonly silentRecording: 'action' | 'next-verb'
  /** The status of an inbound call whose caller gave up before it was answered. */
  readonly unansweredHangup: 'canceled' | 'no-answer'
  /** CallDuration and Duration in the last callback of a call that nobody answered: seen as 0, and seen to be absent. */
  readonly unansweredDuration: 'left-out' | 'zero'
  /** The query string of a Stream's URL: documented as not supported, and seen to be missing from the request. */
  readonly streamQuery: 'dropped' | 'sent'
  /** The event of a Stream's status callback when the app closes the WebSocket. */
  readonly streamClosedByApp: 'stream-error' | 'stream-stopped'
  /**
   * How serious 31921 is when the app closes a Stream with code 1000 or none, which is how an app ends it: Twilio logs
   * an error, also when that was wanted.
   */
  readonly plainStreamClose: 'warning' | 'error'
  /** What of an answer is still to be spoken when a ConversationRelay app sends `end`: not seen. */
  readonly speechAtRelayEnd: 'spoken' | 'dropped'
}

/** The choices that ringback makes. */
export const defaultUndocumentedChoices: UndocumentedChoices = {
  digitsOfEmptyGather: 'left-out',
  silentRecording: 'action',
  unansweredHangup: 'canceled',
  unansweredDuration: 'left-out',
  streamQuery: 'dropped',
  streamClosedByApp: 'stream-error',
  plainStreamClose: 'warning',
  speechAtRelayEnd: 'spoken',
}
