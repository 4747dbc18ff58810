import { callStatus, type CallStatus } from '@ringback/catalog'

/** The SIP response codes of telephones that were not answered (RFC 3261). */
const refusals: { readonly [Status in CallStatus]?: string } = {
  [callStatus.busy]: '486',
  [callStatus.failed]: '480',
  [callStatus.noAnswer]: '487',
  [callStatus.canceled]: '487',
}

/** The SIP response code for the final status of a telephone. */
export function sipResponse(status: CallStatus): string {
  return refusals[status] ?? '200'
}
