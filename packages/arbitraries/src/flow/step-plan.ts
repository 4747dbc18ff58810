import type { GeneratedWebhook } from '../generated-webhook.ts'

/** A document that the call asks for. */
export interface DocumentPlan {
  readonly type: 'document'
  readonly webhook: GeneratedWebhook
}

/** A leg that the call dials. */
export interface DialPlan {
  readonly type: 'dial'
  /** Tells the SID of the leg. */
  readonly action: GeneratedWebhook
  /** Tells who is dialled. */
  readonly called: GeneratedWebhook
  /** Chooses the way through the statuses. */
  readonly ending: readonly number[]
  /** Whether the called party is asked for a document before the two are connected. */
  readonly isWhispered: boolean
  readonly seconds: number
}

/** What happens next in a call. */
export type StepPlan = DocumentPlan | DialPlan

/** A call as it went, before anything got lost or late. */
export interface PlannedCall {
  readonly callSid: string
  readonly webhooks: readonly GeneratedWebhook[]
}
