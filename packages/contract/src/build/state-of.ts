import { kindRow, parameter, type Parameters, valueOf, type WebhookKind } from '@ringback/catalog'
import type { PactProviderState } from '../pact/pact.ts'

/** The provider states that ringback's contracts use. */
export const providerState = {
  /** A call that the app has not heard of yet. */
  callComesIn: 'a call comes in',
  /** A call that the app has answered before: the state handler may give its CallSid. */
  callInProgress: 'a call is in progress',
  /** A webhook that belongs to no call. */
  ready: 'the app is ready',
} as const

const ofTheCall = [
  parameter.CallSid,
  parameter.AccountSid,
  parameter.From,
  parameter.To,
  parameter.CallStatus,
]

/** What has to be so before a webhook comes, with what identifies its call. */
export function stateOf(kind: WebhookKind, parameters: Parameters): PactProviderState {
  const params = Object.fromEntries(
    ofTheCall.flatMap((name) => {
      const value = valueOf(parameters, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  if (valueOf(parameters, parameter.CallSid) === undefined) return { name: providerState.ready, params }
  const isFirst = kindRow(kind).kind.startsWith('voice.incoming')
  return { name: isFirst ? providerState.callComesIn : providerState.callInProgress, params }
}
