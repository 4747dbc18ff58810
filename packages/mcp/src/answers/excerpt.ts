import * as v from 'valibot'
import { startThatFits } from './written.ts'

/** A part of a long text. */
export interface Excerpt {
  readonly text: string
  /** Characters of the whole text. */
  readonly length: number
  /** Where the rest begins; null where this is the end. */
  readonly nextOffset: number | null
}

export const excerptSchema: v.GenericSchema<Excerpt> = v.strictObject({
  text: v.string(),
  length: v.pipe(v.number(), v.description('Characters of the whole text')),
  nextOffset: v.pipe(
    v.nullable(v.number()),
    v.description('Pass it as textOffset to read on; null: this is the end of the text'),
  ),
})

/** Characters of one excerpt. */
const longestExcerpt = 12_000

/** The part of a text that begins at an offset. */
export function excerptOf(text: string, offset: number): Excerpt {
  const part = startThatFits(text.slice(offset), longestExcerpt)
  const end = offset + part.length
  return { text: part, length: text.length, nextOffset: end < text.length ? end : null }
}
