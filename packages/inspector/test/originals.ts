import type { Exchange } from '@ringback/recording'
import { sid } from '@ringback/test-support/exchange'
import { requestOf } from './recordings.ts'

/** What stands in originals and nowhere else. */
export const realName = 'ZACHARIAS QUIST'
export const realSid: string = sid('CA', 77)

/** Originals for exchanges: another CallSid, and a name. */
export function originalsOf(exchanges: readonly Exchange[]): (exchange: Exchange) => Exchange | null {
  const first = exchanges[0]?.callSid
  return ({ redaction: _none, ...exchange }) => ({
    ...exchange,
    callSid: exchange.callSid === first ? realSid : exchange.callSid,
    parentCallSid: exchange.parentCallSid === first ? realSid : exchange.parentCallSid,
    request: requestOf({ CallSid: realSid, CallerName: realName, From: '+14155550123', To: '+14155550199' }),
  })
}
