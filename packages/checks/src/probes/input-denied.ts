import { parameter, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import { documentOf } from '../document-of.ts'
import { isAnswered } from '../is-answered.ts'
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts'
import { deniesInput } from './denials.ts'
import { inFreshCall, withParameter } from './requests.ts'
import { saidAtOnce } from './said-at-once.ts'

const keys = Array.from('1234567890*#')

/**
 * A page that tells the caller that nothing was entered, said or recorded, whatever was. It reads another parameter than the one that
 * Twilio sends. What the answers are alike in is no fault in itself: surveys, `press any key` and a voicemail thank for everything.
 */
export const inputDenied: Probe = {
  name: 'input-denied',
  title: 'Callers who enter or say something are not told that they did not.',
  area: 'delivery',
  appliesTo: ({ kind }) => kind === 'gather.action' || kind === 'record.action',
  async run(plain, context) {
    const name = parameterOf(plain.kind, plain.parameters)
    const inputs = inputsFor(plain, name, context).map((input) => inFreshCall(input, context))
    const [first] = inputs
    if (first === undefined) return []
    for (const input of inputs) if (!(await isDenied(input, context))) return []
    return [
      {
        code: 'input-denied',
        severity: 'warning',
        message: `Callers hear that nothing was ${name === parameter.RecordingUrl ? 'recorded, though something was' : 'entered or said, whatever they enter or say'}. Read ${name}.`,
        parameter: name,
        requests: [first],
      },
    ]
  },
}

function parameterOf(kind: WebhookKind, parameters: Parameters): string {
  if (kind === 'record.action') return parameter.RecordingUrl
  return valueOf(parameters, parameter.SpeechResult) === undefined ? parameter.Digits : parameter.SpeechResult
}

/** Every key of a Gather that takes one. Where several are entered, a single one may rightly be too few. */
function inputsFor(plain: ProbeRequest, name: string, { accepts }: ProbeContext): readonly ProbeRequest[] {
  if (name !== parameter.Digits) return [plain]
  const withKeys = (digits: string): ProbeRequest => ({
    ...plain,
    parameters: withParameter(plain.parameters, parameter.Digits, digits),
  })
  if (accepts(withKeys('12').parameters)) return []
  return keys.map(withKeys).filter(({ parameters }) => accepts(parameters))
}

/** A redirect over HTTP that loses the input is a finding of its own. */
async function isDenied(request: ProbeRequest, { send }: ProbeContext): Promise<boolean> {
  const exchange = await send(request)
  if (exchange.redirectedTo !== null) return false
  const document = documentOf(exchange)
  return isAnswered(exchange) && document !== null && deniesInput(saidAtOnce(document))
}
