import {
  debuggerCode,
  debuggerCodeRow,
  debuggerCodeRows,
  restCode,
  restCodeRow,
  restCodeRows,
} from '@ringback/catalog'
import { describe, expect, test } from 'vitest'

describe.each([
  ['debugger', debuggerCode, debuggerCodeRows, debuggerCodeRow],
  ['REST API', restCode, restCodeRows, restCodeRow],
] as const)('the codes of the %s', (_name, constants, rows, rowOf) => {
  test('each has one constant, under its name', () => {
    expect(constants).toEqual(Object.fromEntries(rows.map(({ name, code }) => [name, code])))
    expect(Object.keys(constants)).toHaveLength(rows.length)
    expect(new Set(Object.values(constants)).size).toBe(rows.length)
  })

  test('names are camel case and say more than a number', () => {
    for (const { name } of rows) expect(name).toMatch(/^[a-z]+(?:[A-Z][a-z]+)*$/)
  })

  test('a row is found by its code, and no other', () => {
    for (const row of rows) expect(rowOf(row.code)).toBe(row)
    expect(rowOf(1)).toBeUndefined()
  })
})
