/** A room. */
export interface Conference {
  readonly name: string
}
