/** A value that may stand at the cursor. */
export interface Offer {
  readonly value: string
  readonly describe: string
}
