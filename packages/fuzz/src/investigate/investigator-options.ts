import type { KnownCauses } from '../causes/known-causes.ts'
import type { FindingLedger } from '../findings/finding-ledger.ts'
import type { Judge } from '../judge/judge.ts'
import type { RouteBook } from '../routes/route-book.ts'
import type { AppUnderTest } from '../send/app-under-test.ts'

/** What an investigation depends on. */
export interface InvestigatorOptions {
  readonly app: AppUnderTest
  readonly judge: Judge
  readonly routes: RouteBook
  readonly causes: KnownCauses
  readonly ledger: FindingLedger
  /** A number that has not called yet, another one each time. */
  readonly newCaller: () => string
  /** Requests in flight at a time. */
  readonly concurrency: number
}
