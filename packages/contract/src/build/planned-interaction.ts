import type { FormStyle, Parameters, WebhookKind } from '@ringback/catalog'
import type { ExchangeResponse } from '@ringback/recording'
import type { RecordedSource } from '../pact/contract-note.ts'
import type { PactProviderState } from '../pact/pact.ts'

/** A webhook that the contract is to hold, before it is written as Pact writes it. */
export interface PlannedInteraction {
  readonly kind: WebhookKind
  /** Which case of the kind it is: `plain`, `From:sip`, the id of a recorded exchange. */
  readonly case: string
  readonly method: 'GET' | 'POST'
  /** The public URL, with the parameters of a GET in it. */
  readonly url: string
  /** The form as it stands on the wire; empty for a GET. */
  readonly form: string
  /** The parameters of the form, or those that a GET has in its URL. */
  readonly parameters: Parameters
  readonly style: FormStyle
  /** What has to be so in the app before the request comes. */
  readonly state: PactProviderState
  /** What the app answers; null as long as nothing is known of it. */
  readonly answer: ExchangeResponse | null
  /** Where it was recorded; absent for those of routes. */
  readonly recorded?: RecordedSource
}
