import type { Recording } from '@ringback/recording'
import type { FindingReplay } from '@ringback/fuzz'
import type { KeyRing } from '@ringback/redaction/node'
import type { ReplayOptions } from '@ringback/replay'

/** The app that requests are sent to. */
export interface AppToAsk {
  /** Where it listens: a URL, host and port, or a port. Requests go there and nowhere else. */
  readonly url: string
  /** The public URL to sign for, where it is not that of the recording. */
  readonly publicUrl?: string | undefined
  /** How long it may take to answer, in milliseconds. Default: 15,000, as Twilio. */
  readonly timeoutMs?: number | undefined
  /** Allow an app that is not on this machine. Default: false. */
  readonly allowRemote?: boolean | undefined
}

/** What opens originals and redacts new answers as the recorded ones. */
export type ReplayMeans = Pick<ReplayOptions, 'redactor' | 'originalOf'>

/** What the page can do besides showing recordings. */
export interface ActOptions {
  /** Absent: nothing can be sent. */
  readonly app?: AppToAsk | undefined
  /** The keys of the folder, so that originals of a call that is deleted can be told from others. */
  readonly keyRing?: (() => Promise<KeyRing | undefined>) | undefined
  /**
   * Is asked before a recording is sent again, and for the originals of a call. Absent: no originals are shown, and redacted
   * requests are sent as they were recorded.
   */
  readonly replayMeans?: ((recording: Recording) => Promise<ReplayMeans>) | undefined
  /**
   * Sends the requests of a finding to the app once more, given its id. Absent: findings are only shown. It is asked several
   * times for a finding, since some show only now and then.
   */
  readonly replayFinding?: ((id: string, signal: AbortSignal) => Promise<FindingReplay>) | undefined
}
