/** The worst signature verdict of a call: `invalid` before `missing` before `unchecked` before `valid`. */
export type Verdict = 'valid' | 'invalid' | 'missing' | 'unchecked'

/** What only the exchanges of a call say. */
export interface CallDetails {
  /** Webhook kinds, each once, in order; requests that were not recognised are `unrecognised`. */
  readonly kinds: readonly string[]
  /** The last `CallStatus` that Twilio sent for the call. */
  readonly callStatus: string | null
  /** The highest HTTP status among the answers. */
  readonly httpStatus: number | null
  /** The message of the first problem, else of the first finding of the checks; those of severity info do not count. */
  readonly problem: string | null
  /** Codes of problems and findings, and those that Twilio's debugger would log, each once. */
  readonly codes: readonly string[]
  readonly signature: Verdict
  /** From the start of the first request to the end of the last answer. */
  readonly durationMs: number
}

/** One line of the list of calls. */
export interface CallRow {
  /** The id of the first exchange. */
  readonly id: string
  readonly callSid: string | null
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly from: string | null
  readonly to: string | null
  readonly exchanges: number
  readonly problems: number
  /** Null until the recording has been read. */
  readonly details: CallDetails | null
  readonly tags: readonly string[]
  /** Empty: none. */
  readonly note: string
}

/** A part of the calls of a folder that match a filter, newest first. */
export interface CallWindow {
  readonly folder: string
  readonly offset: number
  readonly rows: readonly CallRow[]
  /** How many calls match, as far as the filter has looked. */
  readonly matched: number
  /** How many calls there are without a filter. */
  readonly total: number
  /** How many calls the filter has looked at. */
  readonly scanned: number
  /** False: the filter is still running, and is to be asked again. */
  readonly isComplete: boolean
  /** How many of them have been read; until all are, a filter finds only those. */
  readonly read: number
  /** Files that were read of those that are new or have changed, while the folder is looked at; else null. */
  readonly opening: { readonly read: number; readonly total: number } | null
  /** For each id of `find` its place in the list; null: it is not in it. */
  readonly places: readonly (number | null)[]
  /** Files that cannot be read: where, and why. */
  readonly damage: readonly string[]
}
