import type { SocketField, SocketMessage } from './socket-messages.ts'

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>

interface Tree {
  readonly field?: SocketField
  readonly children: Map<string, Tree>
}

const presences = {
  always: true,
  required: true,
  optional: false,
  'conditional: unclear': false,
  'one of the two': false,
}

/** The JSON Schema of a message. Other fields are allowed, as Twilio may add some. Throws for a type that it does not know. */
export function socketMessageSchema({ fields }: SocketMessage): Schema {
  const tree: Tree = { children: new Map() }
  for (const field of fields) {
    let at = tree
    for (const name of field.path.split('.').slice(0, -1)) {
      const next = at.children.get(name) ?? { children: new Map() }
      at.children.set(name, next)
      at = next
    }
    at.children.set(field.path.split('.').at(-1) ?? '', { field, children: new Map() })
  }
  const eitherOf = fields.filter(({ presence }) => presence === 'one of the two')
  return {
    ...objectOf(tree),
    ...(eitherOf.length > 0 && { anyOf: eitherOf.map(({ path }) => ({ required: [path] })) }),
  }
}

function objectOf({ children }: Tree): Schema {
  return {
    type: 'object',
    required: [...children].filter(([, tree]) => isRequired(tree)).map(([name]) => name),
    properties: Object.fromEntries(
      [...children].map(([name, tree]) => [
        name,
        tree.field === undefined ? objectOf(tree) : leafOf(tree.field),
      ]),
    ),
  }
}

function isRequired({ field, children }: Tree): boolean {
  if (field === undefined) return [...children.values()].some(isRequired)
  const known = Object.entries(presences).find(([presence]) => presence === field.presence)
  if (known === undefined) throw new Error(`Unknown presence ${field.presence} of ${field.path}`)
  return known[1]
}

function leafOf({ path, type, example, note, source, confidence }: SocketField): Schema {
  const description = [...(note === undefined ? [] : [note]), `Source: ${source} (${confidence})`].join('. ')
  const schema = schemaOfType(type, example)
  if (schema === undefined) throw new Error(`Unknown type ${type} of ${path}`)
  return { ...schema, description, examples: [example] }
}

const text = { type: 'string' }
const matching = (pattern: string): Schema => ({ type: 'string', pattern })

/** Types in words, and what they are; the first that fits counts. */
const types: readonly (readonly [RegExp, (match: RegExpMatchArray, example: unknown) => Schema])[] = [
  [/^const$/, (_, example) => ({ const: example })],
  [/^const (.+)$/, ([, value]) => ({ const: value })],
  [/^sid:(\w\w) or ""$/, ([, prefix]) => matching(`^(${prefix}[0-9a-fA-F]{32})?$`)],
  [
    /^sid:(\w\w) or null$/,
    ([, prefix]) => ({ type: ['string', 'null'], pattern: `^${prefix}[0-9a-fA-F]{32}$` }),
  ],
  [/^sid:(\w\w)/, ([, prefix]) => matching(`^${prefix}[0-9a-fA-F]{32}$`)],
  [/^decimal string/, () => matching('^[0-9]+$')],
  [/^number (\d+)$/, ([, value]) => ({ const: Number(value) })],
  [/^(number|boolean)$/, ([, name]) => ({ type: name })],
  [/^integer/, () => ({ type: 'integer', minimum: 0 })],
  [/^base64/, () => ({ type: 'string', contentEncoding: 'base64' })],
  [/^semver$/, () => matching('^[0-9]+\\.[0-9]+\\.[0-9]+$')],
  [/^one of 0-9 \* #$/, () => matching('^[0-9*#]$')],
  [/^\[0-9w#\*\]\+$/, () => matching('^[0-9w#*]+$')],
  [/^array of (\S+)$/, ([, names = '']) => ({ type: 'array', items: { enum: names.split('|') } })],
  [/^object of strings$/, () => ({ type: 'object', additionalProperties: text })],
  [/^(?:enum |upper case, )?([\w-]+(?:\|[\w-]+)+)$/, ([, names = '']) => ({ enum: names.split('|') })],
  [/^(string.*|URL|address.*|BCP-47.*|supported language|.*\|\.\.\.)$/, () => text],
]

function schemaOfType(type: string, example: unknown): Schema | undefined {
  for (const [pattern, schema] of types) {
    const match = type.match(pattern)
    if (match !== null) return schema(match, example)
  }
  return undefined
}
