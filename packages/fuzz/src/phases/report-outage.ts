import { debuggerCode } from '@ringback/catalog'
import { describeDifferences } from '../causes/describe-differences.ts'
import { plainParametersFor } from '../routes/plain-parameters.ts'
import type { Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import type { Sent } from '../send/sent.ts'
import { differencesBetween, isOfTheCall } from '../shrink/differences.ts'

/** Reports that the app stopped, with the requests that it was answering at that moment. */
export async function reportOutage({
  app,
  routes,
  ledger,
}: Pick<Run, 'app' | 'routes' | 'ledger'>): Promise<void> {
  const interrupted = app.interrupted()
  const [first] = interrupted
  if (first === undefined) return
  const suspects = interrupted.map((sent) => describeRequest(routes.all(), sent))
  const blame =
    suspects.length === 1
      ? `Its last request was ${suspects.join()}.`
      : `At that moment it was answering ${suspects.length} requests: ${suspects.join('; ')}. Use --concurrency 1 to see which one it was.`
  await ledger.report({
    finding: {
      code: 'app-down',
      severity: 'error',
      message: `The app stopped, and so did every call. ${blame}`,
      twilioCode: debuggerCode.tcpConnectionRefused,
    },
    key: `app-down ${suspects.toSorted().join()}`,
    request: first.sent,
    status: null,
    path: [],
    proof: { type: 'requests', requests: [first.sent] },
    exchanges: first.exchanges(),
  })
}

/** A webhook by its kind and how it differs from a plain one. */
function describeRequest(routes: readonly Route[], { sent }: Sent): string {
  const plain = plainParametersFor(routes, sent)
  const differences = differencesBetween(plain, sent.parameters).filter((each) => !isOfTheCall(each))
  return differences.length === 0
    ? `a plain ${sent.kind}`
    : `${sent.kind} where ${describeDifferences(differences)}`
}
