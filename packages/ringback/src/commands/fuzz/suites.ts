import type { FuzzFinding, FuzzReport } from '@ringback/fuzz'
import type { JunitSuite } from '../../format/junit.ts'

/** A suite a webhook kind that was found wanting, a case a finding; one that passed when there is none. */
export function suitesOf({ findings, durationMs }: FuzzReport): readonly JunitSuite[] {
  const kinds = Map.groupBy(findings, ({ kind }) => kind)
  if (kinds.size === 0)
    return [{ name: 'webhooks', cases: [{ name: 'all webhooks', seconds: durationMs / 1000 }] }]
  return [...kinds].map(([name, found]) => ({ name, cases: found.map(caseOf) }))
}

function caseOf({ id, message, curl }: FuzzFinding): JunitSuite['cases'][number] {
  return { name: id, seconds: 0, failure: `${message}\n${curl}` }
}
