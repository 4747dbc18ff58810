import { createCounter } from './counts.ts'
import { createEventStream } from './event-stream.ts'
import type { ProxyEvent } from './events.ts'
import { createSocketForwarder } from './forward/socket-forwarder.ts'
import type { ProxyOptions } from './options.ts'
import { ProxyOptionsError } from './options-problems.ts'
import type { CloseOptions, Proxy } from './proxy.ts'
import { exchangeOf } from './record/exchange-of.ts'
import { createJudge } from './record/judge.ts'
import { createRecorder, type Recorder } from './record/recorder.ts'
import type { Context } from './serve/context.ts'
import { listen } from './serve/listen.ts'
import { createFrontServer } from './serve/server.ts'
import { createUpgrades } from './serve/upgrades.ts'
import { settingsOf, type Settings } from './settings.ts'

/**
 * Starts a reverse proxy in front of an app: it forwards every request byte for byte and records Twilio's.
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
  const { upstream, publicUrl, limits, tls, clock } = settings
  const events = createEventStream<ProxyEvent>()
  const counter = createCounter()
  const emit = (event: ProxyEvent): void => {
    counter.see(event)
    events.emit(event)
  }
  const judge = createJudge(settings.signature === 'off' ? [] : settings.authTokens)
  const recorder = recorderOf(settings, judge, emit, () => counter.counts(0).notRecorded)
  const forwarder = createSocketForwarder({ upstream, tls, connectTimeoutMs: limits.connectTimeoutMs })
  let draining = false

  const context: Context = {
    ...settings,
    // Ids are for what is kept.
    newId: recorder === undefined ? () => '' : settings.newId,
    forwarder,
    recording: recorder !== undefined,
    judge,
    observe(observed) {
      counter.carried(observed.problem !== null)
      if (recorder !== undefined) recorder.take(observed)
      else if (observed.problem !== null) {
        emit({ type: 'warning', code: observed.problem.code, message: observed.problem.message })
      }
    },
    emit,
    draining: () => draining,
  }
  const upgrades = createUpgrades(context, tls)
  const front = createFrontServer(context, upgrades)
  const url = await listen(front.server, settings.host, settings.port)
  // What a listening server still reports (no more file descriptors) must not end the process.
  front.server.on('error', (error) => emit({ type: 'warning', code: 'server', message: error.message }))
  const counts = () => counter.counts(front.inFlight)
  emit({
    type: 'listening',
    url,
    upstream: upstream.href,
    publicUrl: publicUrl?.href ?? null,
    signature: settings.signature,
    recording: recorder !== undefined,
  })

  const tearDown = (): void => {
    front.destroy()
    upgrades.close()
    forwarder.close()
  }
  let leaving = false
  const leave = (): void => {
    leaving = true
    tearDown()
    recorder?.abandon()
  }

  const drain = async (): Promise<void> => {
    emit({ type: 'draining', inFlight: front.inFlight })
    const until = clock.tick() + limits.drainMs
    const timer = setTimeout(tearDown, limits.drainMs)
    await front.settled()
    clearTimeout(timer)
    tearDown()
    if (!leaving) await recorder?.settle(Math.max(until - clock.tick(), minimumSettleMs))
  }

  let closed: Promise<void> | undefined
  const close = async (options: CloseOptions = {}): Promise<void> => {
    draining = true
    front.server.close()
    front.server.closeIdleConnections()
    if (options.drain === false) {
      leave()
      await front.settled()
    } else await drain()
    recorder?.abandon()
    emit({ type: 'closed', counts: counts() })
    events.end()
  }

  return {
    url,
    events,
    get counts() {
      return counts()
    },
    async close(options) {
      if (closed === undefined) closed = close(options)
      else if (options?.drain === false) leave()
      await closed
      return counts()
    },
  }
}

/** Even when the calls took all the time there was, the store gets this long. */
const minimumSettleMs = 1000

function recorderOf(
  settings: Settings,
  judge: Context['judge'],
  emit: (event: ProxyEvent) => void,
  lost: () => number,
): Recorder | undefined {
  const { store, redact, limits, clock } = settings
  if (store === undefined) return undefined
  return createRecorder({
    store,
    redact,
    clock,
    queueBytes: limits.queueBytes,
    read: (observed) => exchangeOf(observed, judge),
    recorded(exchange) {
      const { signature, durationMs } = exchange
      emit({
        type: 'exchange',
        exchange,
        upstream: settings.upstream.origin,
        verdict: signature,
        ms: durationMs,
      })
    },
    lost: (reason, message, exchange) =>
      emit({ type: 'not-recorded', reason, message, exchange, total: lost() + 1 }),
  })
}
