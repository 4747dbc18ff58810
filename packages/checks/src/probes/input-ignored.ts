import { parameter, valueOf } from '@ringback/catalog'
import { reachableVerbs, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../answer.ts'
import { isAnswered, noticeableDifference } from '../compare.ts'
import type { Probe } from '../probe.ts'
import { inFreshCall, redirected, withParameter } from './requests.ts'

const keys = Array.from('0123456789')

/**
 * A `<Gather>` or `<Record>` without an action sends what the caller enters or says to the URL of its own document. Where
 * that page does not look at it, the caller hears the same again, whatever key is pressed.
 */
export const inputIgnored: Probe = {
  name: 'input-ignored',
  title: 'What the caller enters makes a difference.',
  area: 'delivery',
  appliesTo: ({ kind, parameters }) =>
    kind === 'record.action' ||
    (kind === 'gather.action' && valueOf(parameters, parameter.Digits) !== undefined),
  async run(plain, context) {
    const isRecorded = plain.kind === 'record.action'
    const pressed = (key: string) =>
      inFreshCall({ ...plain, parameters: withParameter(plain.parameters, parameter.Digits, key) }, context)
    const asked = inFreshCall(redirected(plain, plain), context)
    const question = await context.send(asked)
    const document = documentOf(question)
    if (document === null || !asksItself(document, isRecorded ? verb.Record : verb.Gather)) return []
    const entered = (isRecorded ? [inFreshCall(plain, context)] : keys.map(pressed)).filter(
      ({ parameters }) => context.accepts(parameters),
    )
    for (const request of entered) {
      const answer = await context.send(request)
      if (!isAnswered(answer) || noticeableDifference(question, answer) !== undefined) return []
    }
    const [first] = entered
    if (first === undefined) return []
    return [
      {
        code: 'input-ignored',
        severity: 'warning',
        message: isRecorded
          ? 'After the recording the same is said again: the Record has no action, and its own page does not look at RecordingUrl.'
          : 'Whatever key the caller presses, the same is asked again: the Gather has no action, and its own page does not look at Digits.',
        parameter: isRecorded ? parameter.RecordingUrl : parameter.Digits,
        requests: [asked, first],
      },
    ]
  },
}

function asksItself(document: TwimlDocument, asking: typeof verb.Gather | typeof verb.Record): boolean {
  return reachableVerbs(document).some(
    (each) => each.id === asking && each.attributes['action'] === undefined,
  )
}
