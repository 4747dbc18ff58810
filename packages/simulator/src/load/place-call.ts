import { limits } from '@ringback/catalog'
import { createCache, type Member } from '@ringback/common'
import { pathClass } from '@ringback/redaction'
import { realClock, type Clock } from '@ringback/twilio-client'
import type { TwilioClient } from '@ringback/twilio-client/node'
import { endLeg } from '../legs/leg-life.ts'
import { virtualClock } from '../ports/virtual-clock.ts'
import type { CallEvent } from '../simulation/events.ts'
import { printKeyPath } from '../steps/print-key-path.ts'
import { runThrough } from '../steps/run-through.ts'
import type { Step } from '../steps/step.ts'
import { createWalk, type Walk } from '../steps/walk.ts'
import { createFirstAudioMeter } from './first-audio.ts'
import type { CallerOptions } from './load-options.ts'
import { countProblem, routeIn, type Tally } from './tally.ts'

/** Milliseconds from any beginning, with parts of one. */
export type Now = () => number

/** Places the calls of a load. */
export interface CallPlacer {
  readonly place: (call: PlacedCall) => LoadCall
}

/** A call to be placed, and where it is counted. */
export interface PlacedCall {
  /** Its number in the load, which its script and its SIDs are taken by. */
  readonly number: number
  /** When it was due: its first request counts from then. */
  readonly dueAt: number
  readonly tally: Tally
  readonly budgetMs: number
  readonly firstAudioBudgetMs: number | undefined
}

/** A call that goes on. */
export interface LoadCall extends Member {
  /** Resolves when it is over, or no longer counted. Never rejects. */
  readonly over: Promise<void>
  /** The caller hangs up; the call ends once the app has answered what is under way. */
  readonly hangUp: () => void
  /** Nothing of it is counted any more, and it counts as unfinished. */
  readonly abandon: () => void
}

/** Prepares calls that share one HTTP client; `now` measures. */
export function createCallPlacer(options: CallerOptions, client: TwilioClient, now: Now): CallPlacer {
  const { scripts = [], timeScale = 1, seed = 1 } = options
  const clock = timeScale === 'no-pauses' ? undefined : realClock({ speed: timeScale })
  return {
    place(placed) {
      const walk = walkOf(options, { client, clock, seed: seedOf(seed, placed.number) }, placed.number)
      const [script = []] = scripts.length === 0 ? [] : [scripts[placed.number % scripts.length]]
      return runCall(walk(script), { ...placed, script }, now)
    },
  }
}

interface Surroundings {
  readonly client: TwilioClient
  /** Undefined: each call has a virtual one of its own. */
  readonly clock: Clock | undefined
  readonly seed: number
}

function walkOf(
  { phone, call, dialled }: CallerOptions,
  { client, clock, seed }: Surroundings,
  number: number,
): (steps: NonNullable<CallerOptions['scripts']>[number]) => Walk {
  return (steps) =>
    createWalk({
      phone: { ...phone, clock: clock ?? virtualClock(), seed, keptCalls: 0, webhooks: 'at-once' },
      steps,
      call: { from: callerOf(number), ...call },
      client,
      ...(dialled !== undefined && { dialled }),
    })
}

/** Fictitious numbers are the hundred of 555-0100 to 555-0199; the app has one of them. */
function callerOf(number: number): string {
  return `+1415555${String(100 + (number % 99)).padStart(4, '0')}`
}

/** Another seed for each call, up to 2 ** 32 calls. */
function seedOf(seed: number, number: number): number {
  return (Math.imul(seed, 0x9e3779b1) + number) >>> 0
}

function runCall(walk: Walk, scripted: ScriptedCall, now: Now): LoadCall {
  const { simulation } = walk.phone
  const abandoned = Promise.withResolvers<void>()
  const { tally } = scripted
  const meter = createMeter(scripted, now)
  const stop = simulation.log.listen(meter.hear)
  tally.started += 1
  let isAbandoned = false
  let isCutOff = false
  const count = (): void => {
    if (isAbandoned) return
    meter.end()
    tally[meter.hasError() ? 'failed' : isCutOff ? 'unfinished' : 'completed'] += 1
  }
  const run = runThrough(walk).then(count, () => {
    meter.hear(fault)
    count()
  })
  return {
    place: -1,
    over: Promise.race([run, abandoned.promise]).finally(stop),
    hangUp() {
      isCutOff = true
      for (const leg of simulation.runningLegs) if (leg.parent === null) endLeg(simulation, leg, 'person')
    },
    abandon() {
      if (isAbandoned) return
      isAbandoned = true
      stop()
      tally.unfinished += 1
      abandoned.resolve()
    },
  }
}

/** The call was ended by an error in ringback itself. */
const fault: CallEvent = {
  type: 'problem',
  level: 'error',
  twilioCode: null,
  code: 'ringback-fault',
  message: 'Internal error in ringback.',
  at: 0,
  callSid: '',
}

/** A call with what its caller does. */
interface ScriptedCall extends PlacedCall {
  readonly script: readonly Step[]
}

interface Meter {
  readonly hear: (event: CallEvent) => void
  readonly hasError: () => boolean
  /** The call is over. */
  readonly end: () => void
}

/** Counts what happens in one call. */
function createMeter({ dueAt, tally, budgetMs, firstAudioBudgetMs, script }: ScriptedCall, now: Now): Meter {
  /** When the requests that are not answered were due, by kind and URL. */
  const sent = new Map<string, number[]>()
  const firstAudio = createFirstAudioMeter(tally, firstAudioBudgetMs, now)
  let isFirst = true
  let hasError = false
  const sentNow = ({ kind, url }: Extract<CallEvent, { type: 'webhook-sent' }>): void => {
    const key = `${kind} ${url}`
    sent.set(key, [...(sent.get(key) ?? []), isFirst ? dueAt : now()])
    isFirst = false
  }
  const answered = (event: Extract<CallEvent, { type: 'webhook-answered' }>): void => {
    const since = sent.get(`${event.kind} ${event.url}`)?.shift()
    if (since === undefined) return
    const ms = now() - since
    const route = routeIn(tally, event.kind, pathOf(event.url))
    for (const latencies of [route.latencies, tally.requests]) latencies.add(ms)
    if (event.status === null || event.status >= 400) route.failed += 1
    if (ms > budgetMs) route.overBudget += 1
    if (ms > limits.totalTimeoutMs) route.overLimit += 1
  }
  return {
    hasError: () => hasError,
    end: firstAudio.end,
    hear(event) {
      if (event.type === 'webhook-sent') sentNow(event)
      else if (event.type === 'webhook-answered') answered(event)
      else if (event.type === 'problem') {
        hasError ||= event.level === 'error'
        const { callSid, message } = event
        countProblem(tally, event, () => ({ callSid, keys: printKeyPath(script), message }))
      } else firstAudio.hear(event)
    },
  }
}

/** The class of a URL's path, without its query. */
function pathOf(url: string): string {
  return pathClasses(url, () => pathClass(url).replace(/\?\*$/, '') || '/')
}

const pathClasses = createCache<string>()
