import type { SocketProtocol } from '@ringback/recording'
import type { Leg } from '../legs/leg.ts'
import type { EventOf, TurnCause } from '../simulation/events.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'

/** The turns of an app to speak on one WebSocket. */
export interface AppTurns {
  /** It is the app's turn, from now on: also when it has not spoken in the turn before. */
  readonly begin: (cause: TurnCause) => void
  /** The app speaks: logged once a turn. */
  readonly heard: () => void
  /** The app ends the session in place of an answer. */
  readonly ended: () => void
}

/** The socket that the turns are on. */
export interface TurnTarget {
  readonly simulation: Simulation
  readonly leg: Leg
  readonly streamSid: string
  readonly protocol: SocketProtocol
}

/** Logs when it is the app's turn, and when it is heard then. */
export function createAppTurns({ simulation, leg, streamSid, protocol }: TurnTarget): AppTurns {
  let awaited: TurnCause | undefined
  const log = (cause: TurnCause, state: EventOf<'app-turn'>['state']): void =>
    emit(simulation, leg, { type: 'app-turn', streamSid, protocol, cause, state })
  const answered = (state: 'heard' | 'ended'): void => {
    if (awaited === undefined) return
    const cause = awaited
    awaited = undefined
    log(cause, state)
  }
  return {
    begin(cause) {
      awaited = cause
      log(cause, 'begins')
    },
    heard: () => answered('heard'),
    ended: () => answered('ended'),
  }
}
