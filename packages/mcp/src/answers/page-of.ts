import * as v from 'valibot'
import { pageCharacters } from './limits.ts'
import { writtenLength } from './written.ts'

/** Which part of a list is wanted. */
export interface Page {
  readonly offset: number
  readonly limit: number
}

/** A part of a list, and how to get the rest. */
export interface Paged<View> {
  readonly items: readonly View[]
  readonly total: number
  /** The offset of the next page; null where this is the last one. */
  readonly nextOffset: number | null
}

const mostItems = 100
const furthest = 1_000_000

const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(furthest))
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostItems))

/** The arguments of a tool that lists something. */
export const pageInput: {
  readonly offset: v.OptionalSchema<v.GenericSchema<number>, 0>
  readonly limit: v.OptionalSchema<v.GenericSchema<number>, 20>
} = {
  offset: v.optional(v.pipe(offset, v.description('Where to begin; nextOffset of the answer before')), 0),
  limit: v.optional(
    v.pipe(limit, v.description('The most items in one answer; fewer where they are long')),
    20,
  ),
}

/** What its answer says about the part. */
export const pageOutput: {
  readonly total: v.GenericSchema<number>
  readonly nextOffset: v.GenericSchema<number | null>
} = {
  total: v.pipe(v.number(), v.description('How many there are in all')),
  nextOffset: v.pipe(
    v.nullable(v.number()),
    v.description('Pass it as offset to get the rest; null: there is no more'),
  ),
}

/** The items of a page, made one after the other until the page is full: at least one, so that pages come to an end. */
export function pageOf<Item, View>(
  list: readonly Item[],
  { offset, limit }: Page,
  view: (item: Item) => View,
): Paged<View> {
  return pageOfPart({ part: list.slice(offset, offset + limit), total: list.length }, offset, view)
}

/** The same of a list of which only the part that is asked for, from `first` on, is at hand. */
export function pageOfPart<Item, View>(
  { part, total }: { readonly part: readonly Item[]; readonly total: number },
  first: number,
  view: (item: Item) => View,
): Paged<View> {
  const items: View[] = []
  let characters = 0
  for (const item of part) {
    const made = view(item)
    characters += writtenLength(made)
    if (items.length > 0 && characters > pageCharacters) break
    items.push(made)
  }
  const end = first + items.length
  return { items, total, nextOffset: end < total && items.length > 0 ? end : null }
}
