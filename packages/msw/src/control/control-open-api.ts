import { schemaOf } from './body-field.ts'
import { controlRoutes, type ControlRoute } from './control-routes.ts'
import { version } from '../version.ts'

type Json = Readonly<Record<string, unknown>>

const text: Json = { type: 'string' }
const lines: Json = { type: 'array', items: text }

function object(properties: Json, required: readonly string[] = Object.keys(properties)): Json {
  return { type: 'object', required, properties }
}

const schemas: Readonly<Record<ControlRoute['answer'] | 'Error' | 'Expectation', Json>> = {
  Call: object({
    callSid: text,
    from: text,
    to: text,
    status: { ...text, description: "Twilio's call status" },
    isOver: { type: 'boolean' },
    waitingFor: { type: ['string', 'null'], description: 'gather, record, dial, queue, ...' },
    transcript: lines,
  }),
  Calls: object({ calls: { type: 'array', items: reference('Call') } }),
  Transcript: object({ callSid: text, transcript: lines, timeline: lines }),
  Expectation: object({
    expected: text,
    value: {},
    met: { type: 'boolean' },
    difference: { type: ['string', 'null'] },
  }),
  Expectations: object({
    met: { type: 'boolean' },
    expectations: { type: 'array', items: reference('Expectation') },
  }),
  Done: object({ done: { const: true } }),
  Error: object(
    {
      code: { ...text, description: 'A stable name of the problem' },
      message: text,
      remedy: { ...text, description: 'What to do about it' },
      transcript: lines,
      expectations: { type: 'array', items: reference('Expectation') },
    },
    ['code', 'message', 'remedy'],
  ),
}

/** The OpenAPI 3.1 document of the control routes. */
export function controlOpenApi(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of controlRoutes) {
    const path = (paths[`/_ringback${route.path}`] ??= {})
    path[route.method.toLowerCase()] = operationOf(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ringback serve: control routes',
      version,
      description:
        'Drive the virtual Twilio of `ringback serve` from a test in any language: call the app, press keys, speak, hang up, let time pass, and check what the caller heard. Answers only to this machine.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:4110' }],
    paths,
    components: { schemas },
  }
}

function operationOf({ name, about, path, fields, status, answer }: ControlRoute): Json {
  const names = Object.keys(fields)
  const required = names.filter((field) => fields[field]?.required === true)
  const properties = Object.fromEntries(Object.entries(fields).map(([field, row]) => [field, schemaOf(row)]))
  const schema = { ...object(properties, required), additionalProperties: false }
  return {
    operationId: name,
    summary: about,
    ...(path.includes('{callSid}') && {
      parameters: [{ name: 'callSid', in: 'path', required: true, schema: text }],
    }),
    ...(names.length > 0 && {
      requestBody: { required: required.length > 0, content: { 'application/json': { schema } } },
    }),
    responses: {
      [status]: answerOf('Done', answer),
      default: answerOf('Not done: what is wrong, and what to do', 'Error'),
    },
  }
}

function answerOf(description: string, schema: string): Json {
  return { description, content: { 'application/json': { schema: reference(schema) } } }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}
