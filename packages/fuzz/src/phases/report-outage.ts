import { debuggerCode } from '@ringback/catalog'
import { describeDifferences } from '../causes/describe-differences.ts'
import { plainParametersFor } from '../routes/plain-parameters.ts'
import { pagePath } from '../routes/page-key.ts'
import type { Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import type { Sent } from '../send/sent.ts'
import { differencesBetween, isOfTheCall } from '../shrink/differences.ts'

/** Most differences from a plain webhook that are named. */
const mostDifferences = 3

/**
 * Reports that the app stopped, with the requests that it was answering at that moment; where there were none, with those that it had
 * answered last: what an app does after an answer may stop it too.
 */
export async function reportOutage({
  app,
  routes,
  ledger,
}: Pick<Run, 'app' | 'routes' | 'ledger'>): Promise<void> {
  const interrupted = app.interrupted()
  const involved = interrupted.length > 0 ? interrupted : app.answered()
  const [first] = involved
  if (first === undefined) return
  const suspects = involved.map((sent) => describeRequest(routes.all(), sent))
  await ledger.report({
    finding: {
      code: 'app-down',
      severity: 'error',
      message: `The app stopped, and so did every call. ${interrupted.length > 0 ? blameOf(suspects) : `It was answering nothing; its last requests were ${suspects.join('; ')}.`}`,
      twilioCode: debuggerCode.tcpConnectionRefused,
    },
    key: `app-down ${suspects.toSorted().join()}`,
    request: first.sent,
    status: first.response?.status ?? null,
    path: [],
    proof: { type: 'requests', requests: [first.sent] },
    exchanges: first.exchanges(),
  })
}

function blameOf(suspects: readonly string[]): string {
  return suspects.length === 1
    ? `Its last request was ${suspects.join()}.`
    : `At that moment it was answering ${suspects.length} requests: ${suspects.join('; ')}. Use --concurrency 1 to see which one it was.`
}

/** A webhook by its kind, its page, and how it differs from a plain one. */
function describeRequest(routes: readonly Route[], { sent }: Sent): string {
  const plain = plainParametersFor(routes, sent)
  const differences = differencesBetween(plain, sent.parameters).filter(
    (each) => each.type === 'parameter' && !isOfTheCall(each),
  )
  const page = pagePath(sent.url)
  if (differences.length === 0) return `a plain ${sent.kind} to ${page}`
  const more = differences.length - mostDifferences
  const named = describeDifferences(differences.slice(0, mostDifferences))
  return `${sent.kind} to ${page} where ${named}${more > 0 ? ` and ${more} more parameters differ from a plain one` : ''}`
}
