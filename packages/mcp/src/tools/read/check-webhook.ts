import {
  classify,
  formParameters,
  unknownKindError,
  isWebhookKind,
  validate,
  type Parameters,
} from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import * as v from 'valibot'
import { findingAnswer, findingSchema } from '../../answers/finding.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { kindName } from '../names.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const longestForm = 100_000

/** Whether Twilio could have sent a webhook. */
export const checkWebhook: Tool = defineTool({
  name: 'check_webhook',
  title: 'Check a webhook',
  description:
    'Tells which webhook of Twilio some parameters are (an incoming call, the action of a <Dial>, ...), how certain that is, and whether Twilio could have sent them: wrong names, values that do not exist, missing parameters. Use it for test fixtures that were written by hand. Nothing is sent anywhere.',
  acts: false,
  input: v.strictObject({
    parameters: v.optional(
      v.pipe(
        v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(10_000))),
        v.description('The parameters by name; or pass form'),
      ),
    ),
    form: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(longestForm),
        v.description('The body as it was sent: CallSid=CA123&From=%2B14155550100'),
      ),
    ),
    method: v.optional(v.picklist(['GET', 'POST']), 'POST'),
    kind: v.optional(
      v.pipe(kindName, v.description('The kind it should be. Default: the one it looks most like')),
    ),
    ...pageInput,
  }),
  output: v.strictObject({
    kind: v.pipe(v.nullable(v.string()), v.description('null: no webhook of a call')),
    certainty: v.picklist(['certain', 'likely', 'guess', 'given']),
    alternatives: v.array(v.string()),
    findings: v.array(findingSchema),
    ...pageOutput,
  }),
  async run({ parameters, form, method, kind: wanted, ...page }) {
    const given = givenParameters(parameters, form)
    if (wanted !== undefined && !isWebhookKind(wanted)) throw unknownKindError(wanted)
    const { kind, certainty, runnersUp } = classify({ method, parameters: given })
    const judged = wanted ?? kind
    const findings = judged === null ? [] : validate(judged, given, { method })
    const { items, ...part } = pageOf(findings, page, (finding) => findingAnswer(finding))
    return {
      kind: judged,
      certainty: wanted === undefined ? certainty : ('given' as const),
      alternatives: runnersUp.map((each) => each.kind),
      findings: items,
      ...part,
    }
  },
})

function givenParameters(
  record: Readonly<Record<string, string>> | undefined,
  form: string | undefined,
): Parameters {
  if ((record === undefined) === (form === undefined)) {
    throw new RingbackError('bad-parameters', 'Pass either parameters or form.')
  }
  return record === undefined ? formParameters(form ?? '') : Object.entries(record)
}
