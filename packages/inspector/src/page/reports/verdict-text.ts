import type { InteractionVerdict } from '../../model/report-view.ts'

/** Verdicts as a person reads them. */
export const verdictText: Readonly<Record<InteractionVerdict, string>> = {
  passed: '✓ passed',
  failed: '✕ failed',
  pending: '… pending',
  'not-comparable': '? not comparable',
}
