import { type Step, createWalk, type Waiting } from '@ringback/simulator'
import type { Exchange } from '@ringback/recording'
import type { Run } from '../../run.ts'

/** A call that was made, and hung up where its steps had led it. */
export interface PlacedCall {
  /** What it waited for after its steps; undefined when it was over by then. */
  readonly waiting: Waiting | undefined
  readonly exchanges: readonly Exchange[]
  /** How many of the exchanges came before the caller hung up. */
  readonly beforeHangup: number
}

/** Calls the app, takes the steps, and hangs up. In virtual time, so that nobody waits for the silence in it. */
export async function placeCall(run: Run, steps: readonly Step[], seed: number): Promise<PlacedCall> {
  const { voiceUrl, method = 'POST', statusCallback } = run.options
  const { authToken, transport, publicUrl, app, allowRemote, timeouts } = run.options
  const walk = createWalk({
    steps,
    phone: {
      authToken,
      seed,
      recorder: 'fuzz',
      voiceUrl: { url: voiceUrl, method },
      ...(statusCallback !== undefined && { statusCallback }),
      ...(transport !== undefined && { transport }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(app !== undefined && { app }),
      ...(allowRemote !== undefined && { allowRemote }),
      ...(timeouts !== undefined && { timeouts }),
    },
  })
  const call = await walk.start()
  const waiting = call.isOver() ? undefined : call.waitingFor()
  const beforeHangup = call.exchanges().length
  if (!call.isOver()) await call.hangup()
  return { waiting, exchanges: call.exchanges(), beforeHangup }
}
