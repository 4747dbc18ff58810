/**
 * Behaviour of Twilio that is not documented. Each is a named option, so that it is visible and can be changed
 * (docs/facts/twiml.md, section 5).
 */
export interface UndocumentedChoices {
  /** `Digits` when a Gather found nothing and `actionOnEmptyResult` asks for the request anyway. */
  readonly digitsOfEmptyGather: 'left-out' | 'empty'
  /** A Record in which nothing was said: newer documents ask the action, older ones go on. */
  readonly silentRecording: 'action' | 'next-verb'
  /** The status of an inbound call whose caller gave up before it was answered. */
  readonly unansweredHangup: 'canceled' | 'no-answer'
}

/** The choices that ringback makes. */
export const defaultUndocumentedChoices: UndocumentedChoices = {
  digitsOfEmptyGather: 'left-out',
  silentRecording: 'action',
  unansweredHangup: 'canceled',
}
