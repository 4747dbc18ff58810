import type { ParameterRecord } from '@ringback/catalog'
import type { FuzzFinding } from '../findings/finding.ts'

/** Something was found, confirmed and shrunk. */
export interface FindingEvent {
  readonly type: 'finding'
  readonly finding: FuzzFinding
  /** The parameters of a plain request to the same page, to compare with. */
  readonly plain: ParameterRecord
}
