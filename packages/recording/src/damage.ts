/** Something in a store that cannot be read. It is reported and left as it is, never written over. */
export interface Damage {
  /** The file, or what else names the place. */
  readonly where: string
  /** The line of the file, from 1, where it is known. */
  readonly line?: number
  readonly reason: string
}
