import { type CallEvent } from '@ringback/simulator'
import { endLeg, type Simulation } from '@ringback/simulator/engine'
import type { Exchange } from '@ringback/recording'
import type { Account } from './account/account.ts'
import { createAccount } from './account/create-account.ts'
import { createTimekeeper, type Timekeeper } from './account/timekeeper.ts'
import { answerRequest, tooLarge } from './api/answer-request.ts'
import { readBody } from './api/read-body.ts'
import type { ReadRequest } from './api/exchanged.ts'
import { recordExchange } from './api/record-exchange.ts'
import { checkOptions, type TwilioOptions } from './options.ts'

/** Twilio's REST API in front of a virtual account. */
export interface TwilioApi extends Timekeeper {
  /** Answers one request of the app, as Twilio does. Does not reject. */
  readonly handle: (request: Request) => Promise<Response>
  /** Deletes every call, conference, queue and recording; what still runs is ended without a callback. */
  readonly reset: () => void
  /** Everything that happened on every call, since the last reset. */
  readonly events: () => readonly CallEvent[]
  /**
   * The exchanges of both sides: the webhooks, and the app's own requests (kind null), in order of time, since the last
   * reset.
   */
  readonly exchanges: () => readonly Exchange[]
  /** Calls `listener` with every future exchange. The returned function stops that. */
  readonly listen: (listener: (exchange: Exchange) => void) => () => void
  /** The virtual account behind the API, until the next reset. */
  readonly simulation: () => Simulation
  readonly close: () => Promise<void>
}

/**
 * A virtual Twilio. A call that the app creates is placed in virtual time, which passes only during `settled` and
 * `passes`; with a real clock it passes by itself. Throws a RingbackError that names every option that cannot be used.
 */
export function createTwilioApi(options: TwilioOptions): TwilioApi {
  checkOptions(options)
  const listeners = new Set<(exchange: Exchange) => void>()
  let state = begin(options, listeners)
  return {
    async handle(request) {
      const { account, keep, unsupported } = state
      const startedAt = account.simulation.clock.now()
      const body = await readBody(request)
      const read: ReadRequest = { request, body: body ?? new Uint8Array() }
      const answer = body === null ? tooLarge : await answerRequest(account, { request, body })
      if (answer.isUnsupported) unsupported.add(`${request.method} ${request.url}`)
      keep(recordExchange(account, read, answer, startedAt))
      return new Response(answer.text, { status: answer.status, headers: answer.headers })
    },
    async settled() {
      const { timekeeper, unsupported } = state
      await timekeeper.settled()
      if (unsupported.size > 0) throw new Error(unsupportedMessage(unsupported))
    },
    passes: (seconds) => state.timekeeper.passes(seconds),
    letTimePass: () => state.timekeeper.letTimePass(),
    reset() {
      stopCalls(state.account)
      if (options.clock !== undefined) state.timekeeper.release()
      state = begin(options, listeners)
    },
    events: () => state.account.simulation.log.all,
    exchanges: () => state.exchanges.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    simulation: () => state.account.simulation,
    async close() {
      stopCalls(state.account)
      state.account.simulation.log.close()
      await state.account.simulation.client.close()
    },
  }
}

interface State {
  readonly account: Account
  readonly timekeeper: Timekeeper & { readonly release: () => void }
  readonly exchanges: readonly Exchange[]
  readonly keep: (exchange: Exchange) => void
  /** Requests of the app that ringback does not answer. */
  readonly unsupported: Set<string>
}

function begin(options: TwilioOptions, listeners: ReadonlySet<(exchange: Exchange) => void>): State {
  const account = createAccount(options)
  const exchanges: Exchange[] = []
  const keep = (exchange: Exchange): void => {
    exchanges.push(exchange)
    for (const listener of listeners) listener(exchange)
  }
  account.simulation.log.listen((event) => {
    if (event.type === 'webhook-answered') for (const exchange of event.exchanges) keep(exchange)
    if (event.type === 'socket') keep(event.exchange)
  })
  return { account, timekeeper: createTimekeeper(account), exchanges, keep, unsupported: new Set() }
}

/** Ends what still runs, without callbacks. */
function stopCalls({ calls, simulation }: Account): void {
  for (const { leg, unplace } of calls.values()) {
    unplace()
    if (leg === undefined || leg.endedAt !== undefined) continue
    Object.assign(leg, { subscription: undefined })
    endLeg(simulation, leg, 'twilio')
  }
}

function unsupportedMessage(requests: ReadonlySet<string>): string {
  return `The app made requests that ringback does not answer:\n${[...requests].map((each) => `- ${each}`).join('\n')}`
}
