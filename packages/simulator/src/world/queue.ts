/** A queue. */
export interface Queue {
  readonly name: string
}
