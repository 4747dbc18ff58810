import type { ParameterRecord, Severity, WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import type { Recording } from '@ringback/recording'

/** What went wrong, with the least that shows it. */
export interface FuzzFinding {
  /** The same for the same cause, wherever the app listens. */
  readonly id: string
  readonly code: string
  readonly severity: Severity
  /** The code in Twilio's debugger; null where Twilio logs nothing. */
  readonly twilioCode: number | null
  readonly kind: WebhookKind
  readonly message: string
  /** The smallest request that shows it. */
  readonly request: {
    readonly method: 'GET' | 'POST'
    readonly url: string
    readonly params: ParameterRecord
  }
  /** What the app answered; the status is null when nothing came back. */
  readonly response: { readonly status: number | null }
  /** A signed curl line for a shell that sends the request. */
  readonly curl: string
  /** What the caller does to get there: keys, `speech`, `silence`, `hangup`. Empty when one webhook is enough. */
  readonly path: readonly string[]
}

/** How a finding is reproduced. */
export type Proof =
  /** The requests in order; the last one is judged. */
  | { readonly type: 'requests'; readonly requests: readonly ProbeRequest[] }
  /** A probe, the plain request that it starts from, and the requests that come before that one in a call. */
  | {
      readonly type: 'probe'
      readonly probe: string
      readonly before: readonly ProbeRequest[]
      readonly request: ProbeRequest
      readonly otherUrls: readonly string[]
    }

/** Where the app was when a finding was made. */
export interface AppLocation {
  /** Where the app listened; absent for an app in this process. */
  readonly app?: string
  /** What was signed. */
  readonly publicUrl?: string
}

/** A finding as it is kept. */
export interface StoredFinding {
  readonly finding: FuzzFinding
  readonly proof: Proof
  /** What was sent and answered, as the recorder writes it. */
  readonly recording: Recording
  readonly location: AppLocation
}

/** Where findings are kept. */
export interface FindingStore {
  write(stored: StoredFinding): Promise<void>
  /** The finding of an id or of the start of one; undefined when there is none, or more than one. */
  read(id: string): Promise<StoredFinding | undefined>
}
