import { isWebhookKind, kindRow, kinds, parameter, sidPrefix } from '@ringback/catalog'
import { describe, expect, test } from 'vitest'

test('there are 80 kinds, each once', () => {
  expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(80)
  expect(kinds).toHaveLength(80)
})

test('a kind is found by its name, and nothing else is one', () => {
  for (const row of kinds) expect(kindRow(row.kind)).toBe(row)
  expect(isWebhookKind('dial.action')).toBe(true)
  expect(isWebhookKind('dial.whatever')).toBe(false)
  expect(isWebhookKind('toString')).toBe(false)
})

describe('the rows', () => {
  for (const { kind, parameters } of kinds) {
    test(`${kind}: each name once, each listed value usable, each SID prefix known`, () => {
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length)
      const listed = parameters.filter(({ grammar }) => grammar === 'enum' || grammar === 'const')
      for (const { name, values, example } of listed)
        expect([name, values]).toEqual([name, expect.arrayContaining([example])])
      for (const { prefix } of parameters.filter((row) => row.prefix !== undefined)) {
        expect(Object.values(sidPrefix)).toContain(prefix)
      }
      for (const { name } of parameters.filter(({ presence }) => presence !== 'dynamic')) {
        expect(parameter).toHaveProperty(name, name)
      }
    })
  }
})
