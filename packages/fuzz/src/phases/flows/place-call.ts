import { callParameters, type CallValues } from '@ringback/arbitraries'
import { type CallOptions, type Step, createWalk, type Waiting } from '@ringback/simulator'
import type { Exchange } from '@ringback/recording'
import { clientOptionsOf, type OpenAccess } from '../../options/client-options.ts'
import type { FuzzSettings } from '../../options/fuzz-settings.ts'
import { connectionFaults, type ConnectionFault } from './connection-faults.ts'

/** A call that was made, and hung up where its steps had led it. */
export interface PlacedCall {
  /** What it waited for after its steps; undefined when it was over by then. */
  readonly waiting: Waiting | undefined
  /** The page whose TwiML runs where it waits; undefined when there was none. */
  readonly documentUrl: string | undefined
  readonly exchanges: readonly Exchange[]
  /** How many of the exchanges came before the caller hung up. */
  readonly beforeHangup: number
  /** What went wrong with the WebSockets of the app. */
  readonly faults: readonly ConnectionFault[]
}

/** What a call to the app is made with. */
export type CallSettings = OpenAccess & Pick<FuzzSettings, 'voiceUrl' | 'method' | 'statusCallback' | 'call'>

/** Of the values for webhooks, those that tell of a whole call; the others are decided in the call. */
function callOptionsOf({ from, to, parameters = {} }: CallValues = {}): CallOptions {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    parameters: callParameters(parameters),
  }
}

/** Calls the app, takes the steps, and hangs up. In virtual time, so that silence takes no time. */
export async function placeCall(
  settings: CallSettings,
  steps: readonly Step[],
  seed: number,
): Promise<PlacedCall> {
  const { voiceUrl, method, statusCallback, call: values } = settings
  const walk = createWalk({
    steps,
    call: callOptionsOf(values),
    phone: {
      ...clientOptionsOf(settings),
      seed,
      recorder: 'fuzz',
      voiceUrl: { url: voiceUrl, method },
      ...(statusCallback !== undefined && { statusCallback }),
    },
  })
  const call = await walk.start()
  const waiting = call.isOver() ? undefined : call.waitingFor()
  const documentUrl = call
    .events()
    .flatMap((event) =>
      event.type === 'document' && event.callSid === call.callSid ? (event.url ?? []) : [],
    )
    .at(-1)
  const beforeHangup = call.exchanges().length
  if (!call.isOver()) await call.hangup()
  const faults = connectionFaults(call.events())
  return { waiting, documentUrl, exchanges: call.exchanges(), beforeHangup, faults }
}
