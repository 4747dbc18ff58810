import { dialCallStatus, queueResult } from '@ringback/catalog'

/** The result of dialling a telephone. */
export type DialOutcome = (typeof dialCallStatus)['answered' | 'busy' | 'noAnswer' | 'failed']

/** Every result, as it is written in a key path. */
export const dialResults: readonly DialOutcome[] = [
  dialCallStatus.answered,
  dialCallStatus.busy,
  dialCallStatus.noAnswer,
  dialCallStatus.failed,
]

/** One action of the people in a call. */
export type Step =
  /** The caller presses these keys. */
  | { readonly type: 'keys'; readonly keys: string }
  | { readonly type: 'speech'; readonly text: string }
  /** Nobody does anything for this many seconds. */
  | { readonly type: 'pause'; readonly seconds: number }
  /** The caller does nothing until the call goes on by itself. */
  | { readonly type: 'nothing' }
  | { readonly type: 'hangup' }
  /** The result for the next telephone that is dialled; a person who answers may press keys. */
  | { readonly type: 'dial'; readonly result: DialOutcome; readonly keys?: string }
  /** An agent takes the call out of the queue it waits in. */
  | { readonly type: 'agent' }

/** The word in a key path for an agent who takes the call. */
export const agentWord: string = queueResult.bridged
