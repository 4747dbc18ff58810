/** A request with its body, which can be read only once. */
export interface ReadRequest {
  readonly request: Request
  readonly body: Uint8Array
}

/** An answer as it is sent. */
export interface WrittenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null for no body. */
  readonly text: string | null
  /** True for a request that Twilio could answer and ringback cannot. */
  readonly isUnsupported: boolean
}
