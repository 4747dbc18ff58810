import type { Parameters } from '@ringback/catalog'
import type { CheckFinding, ProbeRequest } from '@ringback/checks'
import type { Exchange } from '@ringback/recording'
import type { CauseKeys } from '../causes/cause-keys.ts'
import type { Proof } from './finding.ts'

/** The data of a finding when it is reported. */
export interface Found extends CauseKeys {
  readonly finding: CheckFinding
  /** The smallest request that shows it. */
  readonly request: ProbeRequest
  /** The status of the answer; null when no answer came back. */
  readonly status: number | null
  /** What the caller does to get there. */
  readonly path: readonly string[]
  readonly proof: Proof
  readonly exchanges: readonly Exchange[]
  /** What the request is compared with. Default: the plain request of its kind. */
  readonly plain?: Parameters
}
