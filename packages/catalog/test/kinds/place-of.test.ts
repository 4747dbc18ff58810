import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kinds, placeOfBase, placeOfKind, placesOfParameter } from '@ringback/catalog'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

test('the file of each kind has its row, and the file of all parameters theirs', () => {
  for (const { kind, parameters } of kinds) {
    const { file, row } = placeOfKind(kind)
    expect(row).toBe(kind)
    expect(textOf(file)).toContain(`    kind: '${kind}',\n`)
    for (const { name } of parameters) {
      const base = textOf(placeOfBase(name).file)
      expect([`\n  ${name}: {\n`, `\n  '${name}': {\n`].some((row) => base.includes(row))).toBe(true)
    }
  }
})

test('a fact is stated where the row of the kind differs, and else in the row for all kinds', () => {
  const stated = (name: string, fact: 'presence' | 'values'): readonly string[] => {
    const { ofKind, statedIn } = placesOfParameter('gather.action', name, fact)
    return [ofKind.row, statedIn.row]
  }
  const status = 'gather.action, parameters, set core, rows, CallStatus'
  expect(stated('CallStatus', 'values')).toEqual([status, status])
  expect(stated('CallStatus', 'presence')).toEqual([status, 'CallStatus'])
  const message = 'gather.action, parameters, msg'
  expect(stated('msg', 'values')).toEqual([message, message])
  expect(stated('Digits', 'values')).toEqual(['gather.action, parameters, Digits', 'Digits'])
})
