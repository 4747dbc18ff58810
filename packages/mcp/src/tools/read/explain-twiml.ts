import { elementRow, elementRows, type AttributeRow, type ElementRow } from '@ringback/twiml'
import { nearest, RingbackError } from '@ringback/common'
import * as v from 'valibot'
import { defineTool, type Tool } from '../../server/tool.ts'

/** The verbs and nouns of TwiML. */
export const listTwimlElements: Tool = defineTool({
  name: 'list_twiml_elements',
  title: 'List the verbs and nouns of TwiML',
  description:
    'Lists every element of TwiML for voice: its name, whether it is a verb or a noun, and what it may hold.',
  acts: false,
  input: v.strictObject({}),
  output: v.strictObject({
    elements: v.array(v.strictObject({ name: v.string(), kind: v.string(), children: v.array(v.string()) })),
  }),
  async run() {
    return {
      elements: elementRows.map(({ id, kind, children }) => ({ name: id, kind, children: [...children] })),
    }
  },
})

/** One element with its attributes. */
export const explainTwimlElement: Tool = defineTool({
  name: 'explain_twiml_element',
  title: 'Explain a verb or noun of TwiML',
  description:
    'Tells which attributes an element of TwiML has, with their values and defaults, what it may hold, and which requests Twilio makes because of it.',
  acts: false,
  input: v.strictObject({
    name: v.pipe(
      v.string(),
      v.regex(/^[A-Za-z][A-Za-z-]{0,49}$/, 'That is no name of an element.'),
      v.description('For example Gather'),
    ),
  }),
  output: v.strictObject({
    name: v.string(),
    kind: v.string(),
    text: v.pipe(v.picklist(['none', 'allowed', 'required']), v.description('Whether it holds text')),
    children: v.array(v.string()),
    attributes: v.array(
      v.strictObject({
        name: v.string(),
        type: v.string(),
        required: v.boolean(),
        default: v.nullable(v.string()),
        values: v.array(v.string()),
        note: v.nullable(v.string()),
      }),
    ),
    requests: v.array(v.strictObject({ attribute: v.string(), request: v.string(), answer: v.string() })),
    note: v.nullable(v.string()),
  }),
  async run({ name }) {
    const row = elementRow(name)
    if (row === undefined) throw unknownElement(name)
    const { kind, text, children, attributes, callbacks = [], note = null } = row
    return {
      name: row.name,
      kind,
      text,
      children: [...children],
      attributes: attributes.map(attributeAnswer),
      requests: callbacks.map(({ attribute, request, answer }) => ({ attribute, request, answer })),
      note,
    }
  },
})

const mostValues = 60

function attributeAnswer({ name, type, required = false, default: usual, values = [], note }: AttributeRow): {
  name: string
  type: string
  required: boolean
  default: string | null
  values: string[]
  note: string | null
} {
  return {
    name,
    type,
    required,
    default: usual ?? null,
    values: values.slice(0, mostValues),
    note: note ?? null,
  }
}

function unknownElement(name: string): RingbackError {
  const meant = nearest(
    name,
    elementRows.map((row: ElementRow) => row.name),
  )
  return new RingbackError('unknown-element', `TwiML has no element ${name}.`, {
    remedy: meant === undefined ? 'list_twiml_elements has their names.' : `Did you mean ${meant}?`,
  })
}
