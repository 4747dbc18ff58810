import type { KnownCauses } from './causes/known-causes.ts'
import type { FindingLedger } from './findings/finding-ledger.ts'
import type { Investigate } from './investigate/investigate.ts'
import type { Judge } from './judge/judge.ts'
import type { OpenAccess } from './options/client-options.ts'
import type { FuzzSettings } from './options/fuzz-settings.ts'
import type { Tally } from './report/tally.ts'
import type { RouteBook } from './routes/route-book.ts'
import type { AppUnderTest } from './send/app-under-test.ts'
import type { Stop } from './send/stop.ts'

/** The parts of a run. Each function takes only the parts that it uses. */
export interface Run {
  readonly settings: Omit<FuzzSettings, 'app'> & OpenAccess
  /** Ends the run. */
  readonly stop: Stop
  /** The app under test. */
  readonly app: AppUnderTest
  /** What the checks find. */
  readonly judge: Judge
  /** What is known of the app's routes. */
  readonly routes: RouteBook
  /** The known causes of failures. */
  readonly causes: KnownCauses
  /** The findings so far. */
  readonly ledger: FindingLedger
  readonly investigate: Investigate
  /** What was sent and judged. */
  readonly tally: Tally
}
