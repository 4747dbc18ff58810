import { isControlJson } from './access.ts'
import { readBody } from '../api/read-body.ts'
import { fieldProblem, type BodyFields } from './body-field.ts'
import { ControlError } from './control-error.ts'

/** The checked fields of the JSON body of a request; no body has no fields. Throws a ControlError that names all problems. */
export async function readFields(
  request: Request,
  fields: BodyFields,
): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await readBody(request)
  if (bytes === null) {
    const remedy = 'Send less: control requests are small.'
    throw new ControlError(413, 'body-too-large', 'The body has more than 1,048,576 bytes.', { remedy })
  }
  const body = bytes.length === 0 ? {} : parsed(request, bytes)
  const problems = [
    ...Object.keys(body)
      .filter((name) => !Object.hasOwn(fields, name))
      .map((name) => `${JSON.stringify(name.slice(0, 100))} is not a field of this request`),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const value = Object.hasOwn(body, name) ? body[name] : undefined
      if (value === undefined) return field.required === true ? [`${name} is missing`] : []
      return fieldProblem(name, field, value) ?? []
    }),
  ]
  if (problems.length === 0) return body
  const names = Object.keys(fields).join(', ')
  throw new ControlError(400, 'bad-body', `The body cannot be used: ${problems.slice(0, 20).join('; ')}.`, {
    remedy: names === '' ? 'This request takes no fields.' : `The fields of this request: ${names}.`,
  })
}

function parsed(request: Request, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (!isControlJson(request)) {
    const remedy = 'Send JSON with the header Content-Type: application/json.'
    throw new ControlError(415, 'not-json', 'The body has no Content-Type application/json.', { remedy })
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    // An object of JSON has these fields and no others; each one is checked.
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>
  } catch {
    // Told below.
  }
  const remedy = 'Send one JSON object, for example {"keys": "1"}.'
  throw new ControlError(400, 'bad-json', 'The body is not a JSON object.', { remedy })
}
