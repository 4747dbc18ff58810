import { debuggerCode } from '@ringback/catalog'
import { describeDifferences } from './cause.ts'
import { reportFinding } from './report-finding.ts'
import { plainBeside } from './routes/plain-for.ts'
import type { Run } from './run.ts'
import type { Sent } from './send/sender.ts'
import { differencesBetween, isOfTheCall } from './shrink/differences.ts'

/** Nobody listens where the app has answered before. */
const refused = 'connection-refused'
/** The connection was closed in the middle of a request, as when the app ends. */
const cutShort = 'answer-cut-short'

/** Notices that an app is gone that has answered before, and what it was answering by then; the run ends. */
export function noticeOutage(run: Run, sent: Sent): void {
  const problem = sent.problem?.code
  if (problem === undefined) {
    run.hasAnswered = true
    run.cutShort.length = 0
  } else if (problem === cutShort) {
    run.cutShort.push(sent)
  } else if (problem === refused && run.hasAnswered) {
    run.stop.now('app-down')
  }
}

/** Reports the end of an app with what it was asked last: the one request, or those that were under way together. */
export async function reportOutage(run: Run): Promise<void> {
  const [first, ...others] = run.cutShort
  if (first === undefined) return
  const suspects = [first, ...others].map((sent) => nameOf(run, sent))
  const blame =
    others.length === 0
      ? `The last it was asked is ${suspects.join()}.`
      : `It was asked ${suspects.length} things at that moment: ${suspects.join('; ')}. Run it with one request at a time to see which it was.`
  await reportFinding(run, {
    finding: {
      code: 'app-down',
      severity: 'error',
      message: `The app went down, and every call with it. ${blame}`,
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

/** A webhook by its kind and what is odd about it. */
function nameOf(run: Run, { sent }: Sent): string {
  const { kind, parameters } = sent
  const plain = plainBeside(run.routes.values(), sent)
  const odd = differencesBetween(plain, parameters).filter((each) => !isOfTheCall(each))
  return odd.length === 0 ? `a plain ${kind}` : `${kind} where ${describeDifferences(odd)}`
}
