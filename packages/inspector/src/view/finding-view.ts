import type { CheckFinding } from '@ringback/checks'
import type { FindingView } from '../model/call-view.ts'

/** What a check found, as the page shows it. */
export function findingView({ severity, message, twilioCode, where }: CheckFinding): FindingView {
  return { severity, message, twilioCode: twilioCode ?? null, where: where ?? null }
}
