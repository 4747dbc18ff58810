/** Writes the names and the types that follow from TwiML's grammar. Pure: rows in, text out. */

/** The part of an element's row that the generator reads. */
interface ElementSource {
  readonly id: string
  readonly name: string
  readonly kind: 'root' | 'verb' | 'noun' | 'ssml'
  readonly attributes: readonly AttributeSource[]
}

interface AttributeSource {
  readonly name: string
  readonly type: string
  readonly values?: readonly string[]
  readonly open?: boolean
  readonly default?: string
}

/** Above this many values a union of literals helps nobody. */
const LARGEST_UNION = 50

/** The content of `packages/twiml/src/names.gen.ts`. */
export function twimlNamesModule(rows: readonly ElementSource[]): string {
  const ids = rows.map((row) => row.id).toSorted()
  return [
    HEADER,
    constantObject('The verbs, by their id.', 'verb', rows, 'verb'),
    constantObject(
      'The nouns, by their id; `noun.ReferSip` and `noun.Sip` are both written `Sip`.',
      'noun',
      rows,
      'noun',
    ),
    constantObject('Speech mark-up inside Say, by its id.', 'ssml', rows, 'ssml'),
    constantObject('Every element, by its id; the value is the name as written.', 'element', rows),
    `/** The names of all elements by their ids. */\nexport type ElementNames = typeof element\n`,
    `/** The ids of the elements of the grammar. An id is the name, but for names that stand for two things (ReferSip). */\nexport type ElementId =\n${ids.map((id) => `  | ${quoted(id)}`).join('\n')}\n`,
  ].join('\n')
}

/** The content of `packages/twiml/src/attribute-values.gen.ts`. */
export function twimlAttributeValuesModule(rows: readonly ElementSource[]): string {
  const elements = sorted(rows).map(({ id, attributes }) => {
    const fields = attributes.map((row) => `    readonly ${key(row.name)}: ${valueType(row)}`)
    return fields.length === 0 ? `  readonly ${id}: object` : `  readonly ${id}: {\n${fields.join('\n')}\n  }`
  })
  return [
    HEADER,
    '/** The typed value of each attribute of each element (by id), after defaults. */',
    `export interface AttributeValues {\n${elements.join('\n')}\n}\n`,
  ].join('\n')
}

const HEADER = '// Generated from the grammar by `npm run generate`. Do not edit.\n'

function constantObject(doc: string, name: string, rows: readonly ElementSource[], kind?: string): string {
  const members = sorted(rows).filter((row) => kind === undefined || row.kind === kind)
  const body = members.map((row) => `  ${row.id}: ${quoted(row.name)},`).join('\n')
  return `/** ${doc} */\nexport const ${name} = {\n${body}\n} as const\n`
}

function sorted(rows: readonly ElementSource[]): ElementSource[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function valueType(row: AttributeSource): string {
  const type = plainType(row)
  return row.default === undefined ? `${type} | undefined` : type
}

function plainType({ type, values, open }: AttributeSource): string {
  const closed = values !== undefined && open !== true && values.length <= LARGEST_UNION
  const literals = closed ? values.map(quoted).join(' | ') : 'string'
  switch (type) {
    case 'boolean':
      return 'boolean'
    case 'integer':
    case 'decimal':
      return 'number'
    case 'integerOrAuto':
      return "number | 'auto'"
    case 'integerList':
      return 'readonly number[]'
    case 'enum':
      return literals
    case 'enumList':
      return closed && values.length > 1 ? `readonly (${literals})[]` : `readonly ${literals}[]`
    case 'httpMethod':
      return "'GET' | 'POST'"
    default:
      return 'string'
  }
}

function key(name: string): string {
  return /^\w+$/.test(name) ? name : quoted(name)
}

function quoted(text: string): string {
  return `'${text}'`
}
