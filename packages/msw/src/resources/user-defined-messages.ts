import { limits, sidPrefix, formatRfc2822 } from '@ringback/catalog'
import { uriOf } from '../account/account.ts'
import { created, refused } from '../api/answer.ts'
import type { Route } from '../api/route.ts'
import { callOf } from '../calls/call-routes.ts'
import { restParameter } from '../data/rest-parameter.ts'

/** Messages to the Voice SDK on the other side, and subscriptions to messages from it. */
export const userDefinedMessageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/Calls/{CallSid}/UserDefinedMessages',
    run(account, request) {
      const { sid: callSid } = callOf(account, request)
      const content = request.form.get(restParameter.Content)
      if (content === undefined || content.length > limits.userDefinedMessageCharacters) {
        throw refused('parameter', restParameter.Content)
      }
      const { accountSid, clock, ids } = account.simulation
      return created({
        account_sid: accountSid,
        call_sid: callSid,
        sid: ids.sid(sidPrefix.userDefinedMessage),
        date_created: formatRfc2822(clock.now()),
      })
    },
  },
  {
    method: 'POST',
    path: '/Calls/{CallSid}/UserDefinedMessageSubscriptions',
    run(account, request) {
      const { sid: callSid } = callOf(account, request)
      if (request.form.get(restParameter.Callback) === undefined) {
        throw refused('parameter', restParameter.Callback)
      }
      const { accountSid, clock, ids } = account.simulation
      const sid = ids.sid(sidPrefix.userDefinedMessageSubscription)
      return created({
        account_sid: accountSid,
        call_sid: callSid,
        sid,
        date_created: formatRfc2822(clock.now()),
        uri: uriOf(account, 'Calls', callSid, 'UserDefinedMessageSubscriptions', sid),
      })
    },
  },
]
