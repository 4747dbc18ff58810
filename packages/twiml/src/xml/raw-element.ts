/** An element as it was written: names and offsets, no grammar. */
export interface RawElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly attributeOffsets: Readonly<Record<string, number>>
  readonly offset: number
  readonly children: readonly (RawElement | RawText)[]
}

/** Text between elements, with entities resolved. */
export interface RawText {
  readonly text: string
  /** Of its first visible character. */
  readonly offset: number
}
