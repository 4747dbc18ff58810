import { parameter, type WebhookKind } from '@ringback/catalog'
import { parameterOf } from '@ringback/recording'
import { longestForm, webhookKindOf } from '../webhook-kind.ts'
import { shareOf } from './share-of.ts'

/** A request of Twilio's, as far as a selection looks at it. */
export interface SelectedRequest {
  readonly method: string
  /** The public URL. */
  readonly url: string
  readonly body: Buffer
}

/** Decides which of Twilio's exchanges are recorded. The same request is decided about in the same way everywhere. */
export interface Selection {
  /** Whether the exchange of this request is recorded. */
  includes(request: SelectedRequest): boolean
}

/** What of the options selects. */
interface Selecting {
  /** The share of the calls, from 0 to 1. */
  readonly sample: number
  /** Undefined: webhooks of every kind, and those that the catalog does not know. */
  readonly only: readonly WebhookKind[] | undefined
}

/** The names that say which call, or what else, a webhook is about; the first that it has a value for decides. */
const identifying = [
  parameter.ParentCallSid,
  parameter.CallSid,
  parameter.ConferenceSid,
  parameter.QueueSid,
  parameter.RecordingSid,
  parameter.TranscriptionSid,
]

/** The selection of the options; undefined where everything is recorded. */
export function createSelection({ sample, only }: Selecting): Selection | undefined {
  if (sample >= 1 && only === undefined) return undefined
  const kinds = only === undefined ? undefined : new Set<string>(only)
  return {
    includes(request) {
      if (sample < 1 && shareOf(identityOf(request)) >= sample) return false
      if (kinds === undefined) return true
      const kind = webhookKindOf(request.method, request.url, request.body)
      // What is too long to be looked at is recorded rather than lost.
      return kind === undefined || kinds.has(kind ?? '')
    },
  }
}

/**
 * What a webhook belongs to: its call, the call that dialled it where that is named, else what it reports on; without any of
 * these the request itself, which is the same when Twilio sends it again. Of a long body the beginning counts.
 */
export function identityOf({ url, body }: Omit<SelectedRequest, 'method'>): string {
  const text = body.toString('latin1', 0, longestForm)
  const request = { method: 'POST', url, headers: [], body: { text } }
  for (const name of identifying) {
    const value = parameterOf(request, name)
    if (value !== undefined && value !== '') return value
  }
  return `${url}\n${text}`
}
