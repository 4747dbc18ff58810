import { speechDuration } from '../executor/durations.ts'
import type { Leg } from '../legs/leg.ts'
import type { Simulation } from '../simulation/simulation.ts'
import type { SocketRecorder } from './socket/socket-recorder.ts'

/** Writes down what the caller says while a WebSocket is open. Returns how to stop that. */
export function recordCaller({ clock, log }: Simulation, leg: Leg, recorder: SocketRecorder): () => void {
  return log.listenTo(leg.sid, (event) => {
    if (event.type !== 'spoke') return
    // What was said is known when it has been said.
    const untilMs = clock.now()
    recorder.speech({ by: 'caller', atMs: untilMs - speechDuration(event.text), untilMs, text: event.text })
  })
}
