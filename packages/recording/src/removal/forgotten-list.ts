/** Who was forgotten, sealed: for those who may still record what they took before. */
export interface SealedForgotten {
  /** Numbers ascend in the order in which entries were added. */
  readonly number: string
  /** When it was added, by the clock of the database: ISO 8601. */
  readonly at: string
  readonly sealed: Uint8Array
}

/** The list of who was forgotten. */
export interface ForgottenList {
  /** The id of the redaction key that is noted; undefined when none is. */
  keyId(): Promise<string | undefined>
  /**
   * Adds an entry, once whoever is writing has ended: whoever writes afterwards has to have read it. Removes entries of more than
   * so many days ago.
   */
  add(sealed: Uint8Array, days: number): Promise<void>
  /** The entries with a higher number, in their order. */
  since(number: string): Promise<readonly SealedForgotten[]>
}
