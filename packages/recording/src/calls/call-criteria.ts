/** What a call has to match; an empty text matches every call. */
export interface CallCriteria {
  /** A call status, or the highest HTTP status among the answers. */
  readonly status: string
  /** As `kindName` writes it. */
  readonly kind: string
  /** The worst signature verdict. */
  readonly signature: string
  /** `Name=value`, or `Name` for any value. */
  readonly parameter: string
  /** One of the tags that somebody gave it. */
  readonly tag: string
  /** Only calls with a problem. */
  readonly isProblem: boolean
}

/** A text that is looked for in the list. */
export interface SearchedText {
  /** A part of a CallSid, of caller or number called, or of a kind, whatever the case; empty: every call. */
  readonly text: string
  /** Calls whose first exchange is one of these have it as well. */
  readonly orIds: readonly string[]
}
