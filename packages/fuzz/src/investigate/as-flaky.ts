import type { CheckFinding } from '@ringback/checks'

/** How often a request is sent, or a call is made, again to count how often a finding shows. */
export const flakyTries = 10

/** A finding that did not show each time: how often it did; a warning where it never did. */
export function asFlaky(finding: CheckFinding, shown: number, what: 'request' | 'call'): CheckFinding {
  const tried = what === 'request' ? 'sent' : 'made'
  return {
    ...finding,
    severity: shown > 0 ? finding.severity : 'warning',
    message: `${finding.message} This is flaky: ${tried} ${flakyTries} more times, the same ${what} showed it ${shown} times.`,
  }
}
