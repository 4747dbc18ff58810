import { withoutCredentials } from '@ringback/common'
import type { Problem } from '@ringback/recording'
import { createCounter, type Counter } from './counts.ts'
import { createEventStream, type EventStream } from './event-stream.ts'
import type { ProxyCounts, ProxyEvent } from './events.ts'
import type { ProxyOptions } from './options.ts'
import { problemsOfTokens, ProxyOptionsError } from './options-problems.ts'
import type { CloseOptions, GivenTokens, Proxy } from './proxy.ts'
import { createLargeLater, type LargeLater } from './record/large-later.ts'
import { observedExchange } from './record/observed-exchange.ts'
import { tellerOf, type Recording } from './record/recording.ts'
import { createSpoolRecording } from './record/spool-recording.ts'
import { createStoreRecording } from './record/store-recording.ts'
import type { Context } from './serve/context.ts'
import { listen } from './serve/listen.ts'
import { createFrontServer, type FrontServer } from './serve/server.ts'
import { createUpgrades } from './serve/upgrade/upgrades.ts'
import {
  createSignatureDiagnosis,
  type SignatureDiagnosis,
} from './signature/diagnosis/diagnose-signature.ts'
import { createJudge, type Judge } from './signature/judge.ts'
import { sharedTokens } from './signature/auth-tokens.ts'
import { authTokensOf, settingsOf, type Settings } from './settings.ts'
import { createDirections } from './targets/directions.ts'
import { conditionsOf } from './targets/target.ts'
import { openTracing } from './tracing/open-tracing.ts'
import type { Tracing } from './tracing/tracing.ts'
import type { Traffic } from './traffic/traffic.ts'

/**
 * Starts a reverse proxy in front of an app: it forwards requests byte for byte and records Twilio's.
 * Resolves when the port accepts connections; the store, which the caller opened, is ready by then.
 * @throws {ProxyOptionsError} with everything that is wrong with the options.
 * @throws the system's error when the port cannot be had (`EADDRINUSE`).
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const settings = settingsOf(options)
  if (Array.isArray(settings)) throw new ProxyOptionsError(settings)
  return run(settings)
}

async function run(settings: Settings): Promise<Proxy> {
  const warnings: string[] = []
  const tracing = await openTracing((message) => warnings.push(message))
  const world = createWorld(settings, tracing)
  const { context, front, counts } = world
  const url = await listen(front.server, settings.host, settings.port)
  // What a listening server still reports (no more file descriptors) must not end the process.
  front.server.on('error', (error) => {
    context.emit({ type: 'warning', code: 'server', message: error.message })
  })
  context.emit({
    type: 'listening',
    url,
    upstream: settings.upstream.href,
    publicUrl: settings.publicUrl === undefined ? null : withoutCredentials(settings.publicUrl.href),
    signature: settings.signature,
    recording: context.recording,
    ...(settings.targets.length > 0 && {
      targets: settings.targets.map((target) => ({
        requests: conditionsOf(target),
        upstream: target.upstream.href,
      })),
    }),
  })
  for (const message of warnings) context.emit({ type: 'warning', code: 'tracing', message })
  const closing = createClosing(world)
  let closed: Promise<void> | undefined
  return {
    url,
    events: world.events,
    get counts() {
      return counts()
    },
    changeAuthTokens: (tokens) => changeAuthTokens(tokens, settings, context),
    warn: (code, message) => context.emit({ type: 'warning', code, message }),
    get traffic() {
      return world.traffic()
    },
    async close(options) {
      if (closed === undefined) closed = closing.close(options)
      else if (options?.drain === false) closing.leave()
      await closed
      return counts()
    },
  }
}

function changeAuthTokens(given: GivenTokens, { signature, authTokens }: Settings, context: Context): void {
  if (signature === 'off') return
  const problems = problemsOfTokens({ ...given, signature })
  if (problems.length > 0) throw new ProxyOptionsError(problems)
  authTokens.change(authTokensOf(given))
  context.emit({ type: 'auth-tokens-changed' })
}

/** Everything that a running proxy consists of. */
interface World {
  readonly context: Context
  readonly events: EventStream<ProxyEvent>
  readonly front: FrontServer
  /** Hands over what was put off, and leaves within about `ms` milliseconds. */
  readonly closeRecording: (ms: number) => Promise<void>
  readonly counts: () => ProxyCounts
  readonly traffic: () => Traffic
  /** From now on answers are the last on their connections. */
  readonly startDraining: () => void
  /** Tears down everything that is open. */
  readonly tearDown: () => void
}

function createWorld(settings: Settings, tracing: Tracing | undefined): World {
  const { tls, limits } = settings
  const events = createEventStream<ProxyEvent>()
  const counter = createCounter()
  const emit = (event: ProxyEvent): void => {
    counter.see(event)
    events.emit(event)
  }
  const judge = createJudge(settings.signature === 'off' ? sharedTokens([]) : settings.authTokens)
  const diagnosis = createSignatureDiagnosis(settings)
  const later = createLargeLater()
  const recording = recordingOf(settings, emit, () => counter.counts(0).notRecorded)
  const directions = createDirections({ ...settings, connectTimeoutMs: limits.connectTimeoutMs })
  let draining = false
  const context: Context = {
    ...settings,
    // Ids are for what is kept.
    newId: recording === undefined ? () => '' : settings.newId,
    directions,
    tracing,
    passed: (request) => counter.passed(request),
    recording: recording !== undefined,
    judge,
    diagnose: (request) => diagnosis.ofMismatch(request),
    observe: observerOf({ counter, judge, diagnosis, later, recording, emit }),
    leaveOut(problem) {
      counter.leftOut(problem !== null)
      tellProblem(problem, emit)
    },
    refused: (request) => emit({ type: 'refused', ...request, total: counter.counts(0).refused + 1 }),
    emit,
    draining: () => draining,
  }
  const upgrades = createUpgrades(context, tls)
  const front = createFrontServer(context, upgrades)
  return {
    context,
    events,
    front,
    async closeRecording(ms) {
      later.flush()
      await recording?.close(ms)
    },
    counts: () => counter.counts(front.inFlight),
    traffic: () => counter.traffic(),
    startDraining() {
      draining = true
    },
    tearDown() {
      front.destroy()
      upgrades.close()
      directions.close()
    },
  }
}

/** Of an exchange that is not recorded nothing else is told. */
function tellProblem(problem: Problem | null, emit: (event: ProxyEvent) => void): void {
  if (problem !== null) emit({ type: 'warning', code: problem.code, message: problem.message })
}

interface ObserverParts {
  readonly counter: Counter
  readonly judge: Judge
  readonly diagnosis: SignatureDiagnosis
  readonly later: LargeLater
  readonly recording: Recording | undefined
  readonly emit: (event: ProxyEvent) => void
}

/** Takes what was observed of a request of Twilio's, counts it, and has it recorded. */
function observerOf(parts: ObserverParts): Context['observe'] {
  const { counter, judge, diagnosis, later, recording, emit } = parts
  return (observed) => {
    counter.carried(observed.problem !== null)
    if (recording === undefined) return tellProblem(observed.problem, emit)
    later.run(observed.body.kept(), () => {
      const exchange = observedExchange(observed, judge)
      counter.judged(exchange.signature)
      const signatureCause = diagnosis.ofExchange(exchange, observed.upstream.url)
      const taken = signatureCause === undefined ? exchange : { ...exchange, signatureCause }
      later.run(observed.body.kept(), () => recording.take(taken))
    })
  }
}

/** How a running proxy ends. */
interface Closing {
  close(options?: CloseOptions): Promise<void>
  /** Leaves at once; what is then lost is counted. */
  leave(): void
}

function createClosing({
  context,
  events,
  front,
  closeRecording,
  counts,
  startDraining,
  tearDown,
}: World): Closing {
  const { limits, clock } = context
  let leaving = false
  let isSettling = false
  const leave = (): void => {
    leaving = true
    tearDown()
    if (isSettling) void closeRecording(0)
  }
  const drain = async (): Promise<void> => {
    context.emit({ type: 'draining', inFlight: front.inFlight })
    const until = clock.tick() + limits.drainMs
    const timer = setTimeout(tearDown, limits.drainMs)
    await front.settled()
    clearTimeout(timer)
    tearDown()
    isSettling = true
    if (!leaving) await closeRecording(Math.max(until - clock.tick(), minimumSettleMs))
  }
  return {
    leave,
    async close({ drain: drains = true } = {}) {
      startDraining()
      front.server.close()
      front.closeIdleConnections()
      if (drains) await drain()
      else {
        leave()
        await front.settled()
      }
      await closeRecording(0)
      context.emit({ type: 'closed', counts: counts() })
      events.end()
    },
  }
}

/** Even when the calls took all the time there was, the store gets this long. */
const minimumSettleMs = 1000

function recordingOf(
  settings: Settings,
  emit: (event: ProxyEvent) => void,
  lost: () => number,
): Recording | undefined {
  const { store, recorder, redact, limits, clock } = settings
  const told = tellerOf(settings.upstream.href.replace(/\/$/, ''), emit, lost)
  if (recorder !== undefined) return createSpoolRecording(recorder, told, emit)
  if (store === undefined) return undefined
  return createStoreRecording({ store, redact, clock, queueBytes: limits.queueBytes, told })
}
