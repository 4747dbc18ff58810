import type { Difference } from '../shrink/difference.ts'
import type { GeneralCause } from '../shrink/general-cause.ts'

/** Why a page fails. */
export interface Cause {
  /** What makes a plain webhook fail; empty when the plain webhook fails itself. */
  readonly differences: readonly Difference[]
  /** Set when the same value fails in every other parameter too. */
  readonly general?: GeneralCause
}
