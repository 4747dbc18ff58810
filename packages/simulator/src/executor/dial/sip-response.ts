import { callStatus, type CallStatus } from '@ringback/catalog'

/** The SIP response code with which a telephone ends up in a status (RFC 3261). */
export function sipResponse(status: CallStatus): string {
  switch (status) {
    case callStatus.busy:
      return '486'
    case callStatus.failed:
      return '480'
    case callStatus.noAnswer:
    case callStatus.canceled:
      return '487'
    default:
      return '200'
  }
}
