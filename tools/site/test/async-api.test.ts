import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import specification from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' }
import { Ajv, type ValidateFunction } from 'ajv'
import { expect, it, test } from 'vitest'
import { asyncApiDocument } from '../src/reference/async-api.ts'
import { socketMessageId, socketMessages } from '../src/reference/socket-messages.ts'
import { socketMessageSchema } from '../src/reference/socket-schema.ts'

const captured = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/sockets/captured.json'), 'utf8'),
) as readonly {
  readonly id: string
  readonly protocol: string
  readonly frames: readonly { readonly from: 'twilio' | 'app'; readonly json?: Record<string, unknown> }[]
}[]

const ajv = new Ajv({ strict: false, logger: false })
const validators = new Map<string, ValidateFunction>(
  socketMessages().map((message) => [socketMessageId(message), ajv.compile(socketMessageSchema(message))]),
)

// In the log of one its author has left fields out.
const frames = captured
  .filter(({ id }) => id !== 'cr-django-timing')
  .flatMap(({ id, protocol, frames: all }) =>
    all.flatMap(({ from, json }) => (json === undefined ? [] : [{ id, protocol, from, json }])),
  )

function validatorOf(
  protocol: string,
  from: string,
  json: Record<string, unknown>,
): ValidateFunction | undefined {
  const message = socketMessages().find(
    (each) =>
      each.protocol === protocol &&
      each.direction === (from === 'twilio' ? 'twilio->app' : 'app->twilio') &&
      each.name === (json['event'] ?? json['type']),
  )
  return message === undefined ? undefined : validators.get(socketMessageId(message))
}

it('is an AsyncAPI 3.0 document', () => {
  // The specification brings the schema of JSON Schema along.
  const isDocument = new Ajv({ strict: false, logger: false, meta: false, validateSchema: false }).compile(
    specification,
  )
  isDocument(asyncApiDocument())
  expect(isDocument.errors).toBe(null)
  isDocument({ ...asyncApiDocument(), channels: { mediaStream: { messages: 'all' } } })
  expect(isDocument.errors).not.toBe(null)
})

it('names every message and every operation once', () => {
  const { operations, components } = asyncApiDocument() as {
    readonly operations: object
    readonly components: { readonly messages: object }
  }
  expect(Object.keys(operations)).toHaveLength(socketMessages().length)
  expect(Object.keys(components.messages)).toHaveLength(socketMessages().length)
})

test.each(frames.map((frame, at) => ({ ...frame, at })))(
  'captured: $id, frame $at is a message of the document',
  ({ protocol, from, json }) => {
    const validate = validatorOf(protocol, from, json)
    validate?.(json)
    expect(validate === undefined ? 'unknown' : validate.errors).toBe(null)
  },
)

test.each(socketMessages())(
  '$protocol $direction $name: its example holds, without a field it does not',
  (message) => {
    const example: Record<string, unknown> = {}
    for (const { path, example: value } of message.fields) {
      const names = path.split('.')
      const last = names.pop() ?? ''
      let at = example
      for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>
      at[last] = value
    }
    const validate = validators.get(socketMessageId(message))
    expect(validate?.(example)).toBe(true)
    for (const { path, presence } of message.fields) {
      if (!/^(always|required)$/.test(presence)) continue
      const copy = structuredClone(example)
      const names = path.split('.')
      const last = names.pop() ?? ''
      let at = copy
      for (const name of names) at = at[name] as Record<string, unknown>
      delete at[last]
      expect({ path, holds: validate?.(copy) }).toEqual({ path, holds: false })
    }
  },
)
