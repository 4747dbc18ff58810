import type { CoverageCounter } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import {
  judgeExchange,
  checks,
  type Check,
  type CheckFinding,
  type ObservedExchange,
  type ProbeRequest,
} from '@ringback/checks'
import type { TwimlDocument } from '@ringback/twiml'
import type { FuzzEvent } from './events.ts'
import type { FuzzFinding } from './finding.ts'
import type { FuzzOptions } from './options.ts'
import { noticeOutage } from './outage.ts'
import type { Route } from './routes/route.ts'
import type { Anywhere } from './shrink/anywhere.ts'
import type { Difference } from './shrink/differences.ts'
import type { Limiter } from './send/limiter.ts'
import type { Sender, Sent } from './send/sender.ts'
import type { Stop } from './send/stop.ts'

/** Why something went wrong, once it is known. */
export interface Cause {
  readonly differences: readonly Difference[]
  /** The same in any parameter does it as well. */
  readonly anywhere?: Anywhere
}

/** The state of one run. */
export interface Run {
  readonly options: FuzzOptions
  readonly seed: number
  readonly sender: Sender
  /** For what is suspected to be slow: gives up sooner than Twilio. */
  readonly impatientSender: Sender
  readonly stop: Stop
  readonly limit: Limiter
  readonly emit: (event: FuzzEvent) => void
  readonly coverage: CoverageCounter
  readonly routes: Map<string, Route>
  /** Where the targets of a document have been taken in: its URL and what answered with it. */
  readonly linked: WeakMap<TwimlDocument, Set<string>>
  /** By their keys, the routes that are sent every edge case and every probe. */
  readonly covered: Map<string, Route>
  /** Keys of the routes that only work in a call that has come there by the way it should. */
  readonly needsLead: Set<string>
  readonly causes: Map<string, Cause[]>
  /** Keys of the causes that were reported. */
  readonly reported: Set<string>
  /** How many pages were reported for a cause that is alike on all of them. */
  readonly pages: Map<string, number>
  /** What is being looked into, by what is known before: one after the other, so that they learn from each other. */
  readonly investigations: Map<string, Promise<void>>
  readonly findings: FuzzFinding[]
  readonly freshSid: (prefix: string) => string
  /** Requests that were under way when the connection was closed, and nothing was answered since. */
  readonly cutShort: Sent[]
  hasAnswered: boolean
  requests: number
  runs: number
  calls: number
  /** Findings that were left out, being like others on other pages. */
  alike: number
}

const progressEvery = 50
const breathEvery = 16

/** Sends a request when its turn comes. Rejects with `Stopped` when the run is to end. */
export function sendIn(run: Run, request: ProbeRequest, sender: Sender = run.sender): Promise<Sent> {
  return run.stop.orStop(
    run.limit(async () => {
      if (run.stop.reason() !== null) return run.stop.orStop(new Promise<never>(() => {}))
      run.requests += 1
      if (run.requests % progressEvery === 0) {
        const { requests, runs, findings } = run
        run.emit({ type: 'progress', requests, runs, findings: findings.length })
      }
      // An app in this process answers without the event loop ever turning: signals and timers need their turn.
      const isInProcess = run.options.transport?.inProcess === true
      if (isInProcess && run.requests % breathEvery === 0)
        await new Promise((resolve) => setImmediate(resolve))
      const sent = await sender.send(request)
      noticeOutage(run, sent)
      return sent
    }),
  )
}

/** What the checks that were asked for find about an exchange; hints are left out. */
export function findingsIn(run: Run, sent: ObservedExchange): readonly CheckFinding[] {
  const { checks: wanted, budgetMs } = run.options
  const chosen: readonly Check[] =
    wanted === undefined ? checks : checks.filter(({ name }) => wanted.includes(name))
  return judgeExchange(sent, { checks: chosen, ...(budgetMs !== undefined && { budgetMs }) }).filter(
    ({ severity }) => severity !== 'info',
  )
}

/** The request of a route with some parameters. */
export function requestOf({ kind, method, url }: Route, parameters: Parameters): ProbeRequest {
  return { kind, method, url, parameters }
}
