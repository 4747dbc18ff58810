/** A field of the JSON body of a control request. */
export type BodyField = {
  readonly about: string
  readonly required?: true
} & (
  | { readonly type: 'string'; readonly maxLength: number; readonly pattern?: string }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
  /** One of these words. */
  | { readonly type: 'word'; readonly words: readonly string[] }
  /** One text, or several. */
  | { readonly type: 'texts'; readonly maxLength: number; readonly maxItems: number }
  /** An object whose values are texts. */
  | { readonly type: 'record'; readonly maxLength: number; readonly maxItems: number }
)

/** The fields of a body by name. */
export type BodyFields = Readonly<Record<string, BodyField>>

/** A field as JSON Schema of OpenAPI 3.1. */
export function schemaOf(field: BodyField): Readonly<Record<string, unknown>> {
  const { about: description } = field
  switch (field.type) {
    case 'string': {
      const { maxLength, pattern } = field
      return { description, type: 'string', maxLength, ...(pattern !== undefined && { pattern }) }
    }
    case 'number':
      return { description, type: 'number', minimum: field.min, maximum: field.max }
    case 'boolean':
      return { description, type: 'boolean' }
    case 'word':
      return { description, type: 'string', enum: field.words }
    case 'texts': {
      const text = { type: 'string', maxLength: field.maxLength }
      return { description, oneOf: [text, { type: 'array', items: text, maxItems: field.maxItems }] }
    }
    case 'record': {
      const { maxItems: maxProperties, maxLength } = field
      return {
        description,
        type: 'object',
        maxProperties,
        additionalProperties: { type: 'string', maxLength },
      }
    }
  }
}

/** Why a value is not one of this field; null when it is one. */
export function fieldProblem(name: string, field: BodyField, value: unknown): string | null {
  switch (field.type) {
    case 'string':
      if (!isText(value, field.maxLength))
        return `${name} must be a text of at most ${field.maxLength} characters`
      return field.pattern === undefined || new RegExp(field.pattern).test(value)
        ? null
        : `${name} must match ${field.pattern}`
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max
        ? null
        : `${name} must be a number from ${field.min} to ${field.max}`
    case 'boolean':
      return typeof value === 'boolean' ? null : `${name} must be true or false`
    case 'word':
      return field.words.some((word) => word === value)
        ? null
        : `${name} must be one of ${field.words.join(', ')}`
    case 'texts': {
      const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
      const isFit = texts.length <= field.maxItems && texts.every((each) => isText(each, field.maxLength))
      return isFit
        ? null
        : `${name} must be a text, or a list of at most ${field.maxItems}, of at most ${field.maxLength} characters`
    }
    case 'record': {
      const isFit =
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= field.maxItems &&
        Object.values(value).every((each) => isText(each, field.maxLength))
      return isFit ? null : `${name} must be an object of at most ${field.maxItems} texts`
    }
  }
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength
}
