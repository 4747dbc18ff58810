import { parameter, valueOf, withheldWords } from '@ringback/catalog'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeRequest } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'

const keys = Array.from('0123456789*#')
const callers = 5

/**
 * Callers who withhold their number and are taken for one and the same. Once some of them have pressed a wrong key,
 * all of them are turned away.
 */
export const withheldCallers: Probe = {
  name: 'withheld-callers',
  title: 'The app does not confuse callers who withhold their number.',
  area: 'delivery',
  // Once an app has turned callers away, it turns all of them away, and their answers are alike.
  timing: 'first',
  appliesTo: ({ kind, parameters }) =>
    kind === 'gather.action' && valueOf(parameters, parameter.Digits)?.length === 1,
  async run(plain, context) {
    const [withheld = ''] = withheldWords
    for (const key of keys) {
      const pressed = { ...plain, parameters: withParameter(plain.parameters, parameter.Digits, key) }
      if (!context.accepts(pressed.parameters)) continue
      const requests = Array.from({ length: callers }, () => calledFrom(pressed, withheld, context))
      const difference = await differenceOfLast(requests, context)
      if (difference === undefined) continue
      // Callers who can be told apart show whether the app is one that answers differently each time.
      const others = Array.from({ length: callers }, (_, at) =>
        calledFrom(pressed, `+1415555018${at}`, context),
      )
      if ((await differenceOfLast(others, context)) !== undefined) continue
      return [
        {
          code: 'withheld-callers-mixed-up',
          severity: 'error',
          message: `The app treats all callers who withhold their number as one caller: the answer to key ${key} changes with each call. ${difference}`,
          parameter: parameter.From,
          requests,
        },
      ]
    }
    return []
  },
}

function calledFrom(request: ProbeRequest, from: string, context: ProbeContext): ProbeRequest {
  const named = withParameter(request.parameters, parameter.From, from)
  return inFreshCall({ ...request, parameters: withParameter(named, parameter.Caller, from) }, context)
}

async function differenceOfLast(
  requests: readonly ProbeRequest[],
  { begin, send }: ProbeContext,
): Promise<string | undefined> {
  const exchanges: ProbedExchange[] = []
  for (const request of requests) {
    await begin(request)
    exchanges.push(await send(request))
  }
  const [first, last] = [exchanges.at(0), exchanges.at(-1)]
  return first === undefined || last === undefined ? undefined : noticeableDifference(first, last)
}
