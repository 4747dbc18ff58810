import type { Member } from '@ringback/common'
import type { TransportFailure } from '../transport-failure.ts'

/** A request that is not over. */
export interface UnderWay extends Member {
  /** Ends it, whatever has come of its answer. */
  interrupt(failure: TransportFailure): void
}
