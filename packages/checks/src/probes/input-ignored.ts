import { parameter, valueOf, type WebhookKind } from '@ringback/catalog'
import { reachableVerbs, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { isAnswered } from '../is-answered.ts'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeRequest } from '../probe.ts'
import { inFreshCall, redirected, withParameter } from './requests.ts'

const keys = Array.from('0123456789')

/** What a caller can do where the verb has no action, and how it is lost. */
interface Asking {
  readonly verb: typeof verb.Gather | typeof verb.Record
  readonly message: string
  readonly parameter: string
  /** Webhooks of different input. */
  readonly inputs: (plain: ProbeRequest) => readonly ProbeRequest[]
}

const askings: Readonly<Partial<Record<WebhookKind, Asking>>> = {
  'gather.action': {
    verb: verb.Gather,
    message:
      'Whatever key the caller presses, the same question follows: the Gather has no action, and its page ignores Digits.',
    parameter: parameter.Digits,
    inputs: (plain) =>
      valueOf(plain.parameters, parameter.Digits) === undefined
        ? []
        : keys.map((key) => ({
            ...plain,
            parameters: withParameter(plain.parameters, parameter.Digits, key),
          })),
  },
  'record.action': {
    verb: verb.Record,
    message:
      'After the recording, the same document runs again: the Record has no action, and its page ignores RecordingUrl.',
    parameter: parameter.RecordingUrl,
    inputs: (plain) => [plain],
  },
}

/**
 * A `<Gather>` or `<Record>` without an action sends what the caller enters or says to the URL of its own document. Where
 * that page does not look at it, the caller hears the same again, whatever key is pressed.
 */
export const inputIgnored: Probe = {
  name: 'input-ignored',
  title: 'The app uses what the caller enters.',
  area: 'delivery',
  appliesTo: ({ kind }) => askings[kind] !== undefined,
  async run(plain, context) {
    const asking = askings[plain.kind]
    const inputs = (asking?.inputs(plain) ?? [])
      .filter(({ parameters }) => context.accepts(parameters))
      .map((input) => inFreshCall(input, context))
    const [first] = inputs
    if (asking === undefined || first === undefined) return []
    const asked = inFreshCall(redirected(plain, plain), context)
    const question = await context.send(asked)
    const document = documentOf(question)
    if (document === null || !asksItself(document, asking.verb)) return []
    for (const input of inputs) {
      // Asked in the same call first: an app may keep in a cookie that it has asked.
      await context.send(redirected(input, plain))
      const answer = await context.send(input)
      if (!isAnswered(answer) || noticeableDifference(question, answer) !== undefined) return []
    }
    return [
      {
        code: 'input-ignored',
        severity: 'warning',
        message: asking.message,
        parameter: asking.parameter,
        requests: [asked, first],
      },
    ]
  },
}

function asksItself(document: TwimlDocument, asking: Asking['verb']): boolean {
  return reachableVerbs(document).some(
    (each) => each.id === asking && each.attributes['action'] === undefined,
  )
}
