import { closedParameters } from '../data/closed-values.ts'
import { grammars } from '../grammars/grammars.ts'
import { isOfGrammar } from '../grammars/is-of-grammar.ts'
import { maskedPattern } from '../grammars/masks.ts'
import { anyOf, literally, whole } from '../grammars/patterns.ts'
import { valuePattern } from '../grammars/value-pattern.ts'
import { kindRow } from '../kinds/kind-row.ts'
import type { ParameterRow } from '../model.ts'
import { valuesAnywhere } from '../kinds/values-anywhere.ts'
import type { WebhookKind } from '../webhooks.gen.ts'

/** A JSON Schema of draft 2020-12, as far as the catalog uses it. */
export interface JsonSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly contentMediaType?: string
  readonly examples?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema
  readonly required?: readonly string[]
  readonly oneOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
}

/** The options of `jsonSchema`. */
export interface JsonSchemaOptions {
  /**
   * True: what Twilio is known to send. Every value has the pattern of its grammar, and parameters that are always sent
   * are required; for generated types and mocks. False, the default: it accepts whatever `validate` has no error for.
   */
  readonly strict?: boolean
}

/** The JSON Schema of the parameters of a kind as an object of strings. */
export function jsonSchema(kind: WebhookKind, { strict = false }: JsonSchemaOptions = {}): JsonSchema {
  const row = kindRow(kind)
  const fixed = row.parameters.filter(({ presence }) => presence !== 'dynamic')
  const families = row.parameters.filter(({ name }) => /^.+\*$/.test(name) && name !== '*custom*')
  const required = fixed.filter(
    ({ presence, confidence }) => presence === 'always' && confidence !== 'inferred',
  )
  const propertyOf = strict ? strictProperty : lenientProperty
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:ringback:webhook:${kind}${strict ? ':strict' : ''}`,
    title: row.title,
    description: [`${row.trigger}.`, ...row.notes].join(' '),
    type: 'object',
    properties: Object.fromEntries(fixed.map((parameter) => [parameter.name, propertyOf(parameter)])),
    patternProperties: Object.fromEntries(
      families.map((family) => [`^${family.name.slice(0, -1)}`, annotation(family)]),
    ),
    ...(strict && required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  }
}

function lenientProperty(row: ParameterRow): JsonSchema {
  if (!closedParameters.has(row.name)) return annotation(row)
  // Masked and empty values are warnings: what a log filter left is still a webhook.
  const values = anyOf(...Array.from(valuesAnywhere.get(row.name) ?? [], literally))
  return { ...annotation(row), pattern: `${whole(`${values}?`)}|${maskedPattern}` }
}

function strictProperty(row: ParameterRow): JsonSchema {
  const { grammar, values, maxLength } = row
  const { mediaType } = grammars[grammar]
  const pattern = valuePattern(row)
  const listed = grammar === 'enum' || grammar === 'const' || grammar === 'boolean'
  return {
    ...annotation(row),
    ...(mediaType !== undefined && { contentMediaType: mediaType }),
    ...(listed && values !== undefined ? { enum: values } : pattern !== undefined && { pattern }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}

function annotation(row: ParameterRow): JsonSchema {
  const { when, note, source, confidence } = row
  const sentences = [when, note ?? ''].filter((text) => text !== '').map((text) => `${text}.`)
  return {
    type: 'string',
    description: [...sentences, `Source: ${source} (${confidence}).`].join(' '),
    examples: [wholeExample(row)],
  }
}

/** The example of a row, or that of its grammar where the table shortens it with dots. */
function wholeExample({ example, ...form }: ParameterRow): string {
  return isOfGrammar({ ...form, example }, example) ? example : grammars[form.grammar].example(form)
}
