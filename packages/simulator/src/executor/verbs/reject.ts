import { callStatus } from '@ringback/catalog'
import { attributeValue, type verb } from '@ringback/twiml'
import { isAnswered } from '../../legs/leg.ts'
import type { RunVerb } from '../verb.ts'

/** Rejects a call that was not answered yet; an answered call is ended as by Hangup. */
export const runReject: RunVerb<typeof verb.Reject> = ({ leg }, reject) => {
  if (!isAnswered(leg)) {
    const isBusy = attributeValue(reject, 'reason') === callStatus.busy
    leg.finalStatus = isBusy ? callStatus.busy : callStatus.noAnswer
  }
  return { to: 'hangup' }
}
