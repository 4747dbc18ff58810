import { roleOf } from '../../answer.ts'
import { noticeableDifference } from '../noticeable-difference.ts'
import type { Probe } from '../../probe.ts'
import { inFreshCall } from '../requests.ts'

/** An HTTP redirect to a page that needs the parameters. Twilio follows it with a GET and without them: what the caller pressed is lost. */
export const redirectParameters: Probe = {
  name: 'redirect-parameters',
  title:
    'The target of an HTTP redirect does not depend on the parameters, which Twilio does not send there.',
  area: 'metamorphic',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'document',
  async run(plain, context) {
    const request = inFreshCall(plain, context)
    const exchange = await context.send(request)
    if (exchange.redirectedTo === null) return []
    const direct = await context.send({
      ...inFreshCall(plain, context),
      method: 'GET',
      url: exchange.redirectedTo,
    })
    const difference = noticeableDifference(direct, exchange)
    if (difference === undefined) return []
    return [
      {
        code: 'redirect-loses-parameters',
        severity: 'error',
        message: `The app redirects over HTTP to a page that depends on the parameters, which Twilio does not send again. ${difference}`,
        where: exchange.redirectedTo,
        requests: [request],
      },
    ]
  },
}
