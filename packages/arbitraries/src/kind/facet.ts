import type { Draft } from './draft.ts'
import type { DetailSeed, NonEmpty } from '../forms/detail-seed.ts'

/** One of the cases of a facet. */
export interface Case {
  /** Stable; with the facet's name it names the edge case: `From:withheld-anonymous`. */
  readonly name: string
  /**
   * Writes to the draft. False when the case cannot be on this webhook (a call token on a GET request): the draft
   * is unchanged then, and the plain case is used instead.
   */
  readonly apply: (draft: Draft, seed: DetailSeed) => boolean
}

/** One aspect of a webhook that varies independently of the others, with its cases, the plain one first. */
export interface Facet {
  /** The parameter, in Twilio's spelling, or a word for what is no parameter (`method`, `order`). */
  readonly name: string
  readonly cases: NonEmpty<Case>
}

/** The plain case of a facet that is absent unless an edge case puts it there. */
export const absent: Case = { name: 'absent', apply: () => true }
