import { headerName } from '../data/http.ts'
import { kinds } from '../kinds/kinds.ts'
import type { KindRow } from '../model.ts'
import { apiVersion } from '../values.gen.ts'
import { jsonSchema, type JsonSchema } from './json-schema.ts'

/** An OpenAPI 3.1 document that describes webhooks. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly webhooks: Readonly<Record<string, object>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly parameters: Readonly<Record<string, object>>
  }
}

/**
 * Every webhook kind as an OpenAPI document: what Twilio requests and what it does with the answer. Its version is that
 * of Twilio's API.
 */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Twilio Programmable Voice webhooks',
      version: apiVersion['2010-04-01'],
      description:
        'What Twilio sends to an app that answers phone calls. Generated from the catalog of ringback; not by Twilio.',
    },
    webhooks: Object.fromEntries(
      kinds.map((row) => [row.kind, { [row.method.toLowerCase()]: operation(row) }]),
    ),
    components: {
      schemas: Object.fromEntries(
        kinds.map(({ kind }) => [kind, embedded(jsonSchema(kind, { strict: true }))]),
      ),
      parameters: {
        signature: {
          name: headerName.signature,
          in: 'header',
          required: true,
          description: 'HMAC-SHA1 over the URL and the parameters, keyed with the auth token, in base64.',
          schema: { type: 'string' },
        },
      },
    },
  }
}

function operation({ kind, family, title, trigger, method, synchronous }: KindRow): object {
  const schema = { $ref: `#/components/schemas/${kind}` }
  const signature = { $ref: '#/components/parameters/signature' }
  return {
    operationId: kind,
    summary: title,
    description: `${trigger}.`,
    tags: [family],
    ...(method === 'GET'
      ? { parameters: [signature, { name: 'parameters', in: 'query', style: 'form', explode: true, schema }] }
      : {
          parameters: [signature],
          requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema } } },
        }),
    responses: synchronous
      ? {
          '200': {
            description: 'TwiML, which Twilio executes.',
            content: { 'text/xml': { schema: { type: 'string' } } },
          },
        }
      : { '2XX': { description: 'Accepted. Twilio ignores the answer.' } },
  }
}

/** A document has one dialect, and its schemas are found by their place in it. */
function embedded({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema
}
