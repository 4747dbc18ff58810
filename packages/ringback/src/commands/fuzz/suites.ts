import type { FuzzFinding, FuzzReport } from '@ringback/fuzz'
import type { JunitSuite } from '../../format/junit.ts'
import { fails } from './fails.ts'
import type { FuzzCommandOptions } from './options.ts'

/**
 * A suite a webhook kind that was found wanting, a case a finding; one that passed when there is none. What does not make
 * the run fail is skipped.
 */
export function suitesOf(
  { findings, durationMs }: FuzzReport,
  failOn: FuzzCommandOptions['failOn'],
): readonly JunitSuite[] {
  const kinds = Map.groupBy(findings, ({ kind }) => kind)
  if (kinds.size === 0)
    return [{ name: 'webhooks', cases: [{ name: 'all webhooks', seconds: durationMs / 1000 }] }]
  const caseOf = (finding: FuzzFinding): JunitSuite['cases'][number] => {
    const { id: name, severity, message, curl } = finding
    return fails(finding, failOn)
      ? { name, seconds: 0, failure: `${message}\n${curl}` }
      : { name, seconds: 0, skipped: `${severity}: ${message}` }
  }
  return [...kinds].map(([name, found]) => ({ name, cases: found.map(caseOf) }))
}
