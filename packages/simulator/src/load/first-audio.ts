import type { CallEvent, EventOf } from '../simulation/events.ts'
import { firstAudioIn, type Tally } from './tally.ts'

/** Counts first audio in one call. */
export interface FirstAudioMeter {
  readonly hear: (event: CallEvent) => void
  /** The call is over: turns that go on have no answer. */
  readonly end: () => void
}

/** A turn in which the app was not heard yet. */
interface OpenTurn {
  readonly since: number
  readonly turn: EventOf<'app-turn'>
}

/** Measures from the beginning of each turn until the app is heard; `budgetMs`: what it may take. */
export function createFirstAudioMeter(
  tally: Pick<Tally, 'firstAudio'>,
  budgetMs: number | undefined,
  now: () => number,
): FirstAudioMeter {
  const open = new Map<string, OpenTurn>()
  const giveUp = ({ turn }: OpenTurn): void => {
    // An app may wait for the caller to begin.
    if (turn.cause === 'caller') firstAudioIn(tally, turn).unanswered += 1
  }
  return {
    hear(event) {
      if (event.type === 'socket') {
        const ended = open.get(event.exchange.socket?.sid ?? '')
        if (ended === undefined) return
        open.delete(ended.turn.streamSid)
        if (event.exchange.socket?.closedBy !== 'app') giveUp(ended)
        return
      }
      if (event.type !== 'app-turn') return
      const turn = open.get(event.streamSid)
      if (event.state === 'begins') {
        // What the caller says and presses until the app is heard is one turn, and the last of it is what the app answers.
        open.set(event.streamSid, { since: now(), turn: event })
        return
      }
      open.delete(event.streamSid)
      if (turn !== undefined && event.state === 'heard') {
        const counted = firstAudioIn(tally, event)
        const ms = now() - turn.since
        counted.latencies.add(ms)
        if (budgetMs !== undefined && ms > budgetMs) counted.overBudget += 1
      }
    },
    end() {
      for (const turn of open.values()) giveUp(turn)
      open.clear()
    },
  }
}
