import type { CallValues } from '@ringback/arbitraries'
import type { ParameterRecord, Severity, WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import type { Recording } from '@ringback/recording'

/** A failure, with the smallest request that shows it. */
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
  /** What the app answered; the status is null when no answer came back. */
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
  /** A call, made with these steps (a key path): what happens on a WebSocket is in no request. */
  | {
      readonly type: 'call'
      readonly keys: string
      readonly voiceUrl: string
      readonly method: 'GET' | 'POST'
      readonly statusCallback?: string
      /** Who called whom, and what was known of the call. */
      readonly call?: CallValues
    }

/** The address of the app when the finding was made. */
export interface AppLocation {
  /** Where the app listened; absent for an app in this process. */
  readonly app?: string
  /** The public URL that was signed. */
  readonly publicUrl?: string
}

/** A finding as it is stored. */
export interface StoredFinding {
  readonly finding: FuzzFinding
  readonly proof: Proof
  /** The requests and answers, in the format of the recorder. */
  readonly recording: Recording
  readonly location: AppLocation
}

/** Where findings are stored. */
export interface FindingStore {
  write(stored: StoredFinding): Promise<void>
  /** The finding with this id, or whose id starts so; undefined when none or more than one matches. */
  read(id: string): Promise<StoredFinding | undefined>
}
