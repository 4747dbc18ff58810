import { dialCallStatus, queueResult } from '@ringback/catalog'

/** What becomes of a telephone that the app dials. */
export type DialOutcome = (typeof dialCallStatus)['answered' | 'busy' | 'noAnswer' | 'failed']

/** Every outcome, as it is written in a key path. */
export const dialResults: readonly DialOutcome[] = [
  dialCallStatus.answered,
  dialCallStatus.busy,
  dialCallStatus.noAnswer,
  dialCallStatus.failed,
]

/** One thing that happens in a call because of the people in it. */
export type Step =
  /** The caller presses these keys. */
  | { readonly type: 'keys'; readonly keys: string }
  | { readonly type: 'speech'; readonly text: string }
  /** Nobody does anything for so many seconds. */
  | { readonly type: 'pause'; readonly seconds: number }
  /** The caller does nothing until the call goes on by itself. */
  | { readonly type: 'nothing' }
  | { readonly type: 'hangup' }
  /** What becomes of the next telephone that is dialled; who answers may press keys. */
  | { readonly type: 'dial'; readonly result: DialOutcome; readonly keys?: string }
  /** An agent takes the call out of the queue it waits in. */
  | { readonly type: 'agent' }

/** The word for an agent's coming in a key path. */
export const agentWord: string = queueResult.bridged
