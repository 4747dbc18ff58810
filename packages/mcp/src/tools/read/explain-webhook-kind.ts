import { isWebhookKind, kindRow, kinds, unknownKindError } from '@ringback/catalog'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { defineTool, type Tool } from '../../server/tool.ts'
import { kindName } from '../names.ts'

/** A webhook kind with its parameters. */
export const explainWebhookKind: Tool = defineTool({
  name: 'explain_webhook_kind',
  title: 'Explain a webhook of Twilio',
  description:
    'Tells when Twilio sends a webhook, whether it expects TwiML back, and which parameters it has. list_webhook_kinds has the names.',
  acts: false,
  input: v.strictObject({ kind: v.pipe(kindName, v.description('For example dial.action')), ...pageInput }),
  output: v.strictObject({
    kind: v.string(),
    title: v.string(),
    trigger: v.string(),
    method: v.string(),
    expectsTwiml: v.pipe(v.boolean(), v.description('False: the answer is not executed')),
    notes: v.array(v.string()),
    parameters: v.array(
      v.strictObject({
        name: v.string(),
        presence: v.picklist(['always', 'conditional', 'dynamic']),
        when: v.string(),
        looksLike: v.string(),
        values: v.array(v.string()),
        example: v.string(),
      }),
    ),
    ...pageOutput,
  }),
  async run({ kind, ...page }) {
    if (!isWebhookKind(kind)) throw unknownKindError(kind)
    const { title, trigger, method, synchronous, notes, parameters } = kindRow(kind)
    const { items, ...part } = pageOf(
      parameters,
      page,
      ({ name, presence, when, grammar, values = [], example }) => ({
        name,
        presence,
        when,
        looksLike: grammar,
        values: values.slice(0, 40),
        example: cutText(example, 200),
      }),
    )
    return {
      kind,
      title,
      trigger,
      method,
      expectsTwiml: synchronous,
      notes: notes.map((note) => cutText(note, 500)),
      parameters: items,
      ...part,
    }
  },
})

/** The names of all webhook kinds. */
export const listWebhookKinds: Tool = defineTool({
  name: 'list_webhook_kinds',
  title: 'List the webhooks of Twilio',
  description: 'Lists every webhook that Twilio sends about calls: its kind and what it is.',
  acts: false,
  input: v.strictObject({ ...pageInput }),
  output: v.strictObject({
    kinds: v.array(v.strictObject({ kind: v.string(), title: v.string() })),
    ...pageOutput,
  }),
  async run(page) {
    const { items, ...part } = pageOf(kinds, page, ({ kind, title }) => ({ kind, title }))
    return { kinds: items, ...part }
  },
})
