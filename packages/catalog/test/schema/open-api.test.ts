import { readFileSync } from 'node:fs'

import { kinds, openApiDocument } from '@ringback/catalog'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(
    structuredClone(openApiDocument()) as unknown as Record<string, unknown>,
  )
  expect(result).toEqual({ valid: true })
})

test('it has every kind, under its own method', () => {
  const { webhooks } = openApiDocument()
  expect(Object.entries(webhooks).map(([kind, item]) => [kind, Object.keys(item)])).toEqual(
    kinds.map(({ kind, method }) => [kind, [method.toLowerCase()]]),
  )
})

test('the generated file is the document', () => {
  const text = readFileSync(new URL('../../openapi.gen.json', import.meta.url), 'utf8')
  expect(JSON.parse(text)).toEqual(openApiDocument())
})
