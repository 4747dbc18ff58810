import { kinds, type ParameterRow } from '@ringback/catalog'
import { nearest, RingbackError } from '@ringback/common'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** A parameter of webhooks. */
export const explainParameter: Tool = defineTool({
  name: 'explain_parameter',
  title: 'Explain a parameter of webhooks',
  description:
    'Tells what a parameter of a webhook is (CallStatus, DialCallDuration, ...): what its values look like, when it is sent, and in which webhooks.',
  acts: false,
  input: v.strictObject({
    name: v.pipe(
      v.string(),
      v.regex(/^[A-Za-z_*][\w.*-]{0,99}$/, 'That is no name of a parameter.'),
      v.description("In Twilio's spelling: CallStatus"),
    ),
  }),
  output: v.strictObject({
    name: v.string(),
    looksLike: v.string(),
    values: v.array(v.string()),
    when: v.string(),
    example: v.string(),
    note: v.nullable(v.string()),
    kinds: v.pipe(
      v.array(v.strictObject({ kind: v.string(), presence: v.string() })),
      v.description('The webhooks that have it'),
    ),
  }),
  async run({ name }) {
    const found = kinds.flatMap(({ kind, parameters }) => {
      const row = parameters.find((each) => each.name === name)
      return row === undefined ? [] : [{ kind, row }]
    })
    const [first] = found
    if (first === undefined) throw unknownParameter(name)
    const { grammar, when, example, note = null } = first.row
    return {
      name,
      looksLike: grammar,
      values: [...new Set(found.flatMap(({ row }): readonly string[] => row.values ?? []))].slice(0, 100),
      when,
      example: cutText(example, 300),
      note,
      kinds: found.map(({ kind, row }) => ({ kind, presence: row.presence })),
    }
  },
})

function unknownParameter(name: string): RingbackError {
  const names = new Set(kinds.flatMap(({ parameters }) => parameters.map((row: ParameterRow) => row.name)))
  const meant = nearest(name, [...names])
  return new RingbackError('unknown-parameter', `No webhook has a parameter ${name}.`, {
    remedy:
      meant === undefined
        ? 'explain_webhook_kind lists the parameters of a webhook.'
        : `Did you mean ${meant}?`,
  })
}
