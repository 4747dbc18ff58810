import type { GeneratedWebhook } from '../generated-webhook.ts'

/** A document that the call asks for. */
export interface DocumentPlan {
  readonly type: 'document'
  readonly webhook: GeneratedWebhook
}

/** A leg that the call dials. */
export interface DialPlan {
  readonly type: 'dial'
  /** The SID of the leg is taken from it. */
  readonly action: GeneratedWebhook
  /** The called party is taken from it. */
  readonly called: GeneratedWebhook
  /** Chooses the statuses of the leg; see `statusesOf`. */
  readonly ending: readonly number[]
  /** Whether the called party is asked for a document before the two are connected. */
  readonly isWhispered: boolean
  readonly seconds: number
}

/** What happens next in a call. */
export type StepPlan = DocumentPlan | DialPlan

/** The webhooks of a call in the order in which Twilio sends them. */
export interface PlannedCall {
  readonly callSid: string
  readonly webhooks: readonly GeneratedWebhook[]
}
