import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { publicNames } from '../../src/api/public-names.ts'
import { withApiSection } from '../../src/api/readme-section.ts'

function declarations(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'ringback-api-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  return root
}

test('names are followed to their declarations, with types and documentation', () => {
  const root = declarations({
    'index.d.ts':
      "export { sum, type Options } from './sum.ts';\nexport { other as renamed } from '@ringback/other';\n",
    'sum.d.ts':
      '/** Adds.\n * Both. */\nexport declare function sum(\n  a: number /* first */): number;\nexport interface Options { readonly a: 1 }\n',
  })
  expect(publicNames(root, 'index.d.ts')).toEqual([
    {
      name: 'Options',
      declaration: 'export interface Options { readonly a: 1 }',
      source: 'export interface Options { readonly a: 1 }',
      doc: null,
      from: null,
    },
    {
      name: 'renamed',
      declaration: 'other of @ringback/other',
      source: '',
      doc: null,
      from: '@ringback/other',
    },
    {
      name: 'sum',
      declaration: 'export declare function sum( a: number ): number;',
      source: expect.stringContaining('export declare function sum('),
      doc: expect.stringContaining('Adds.'),
      from: null,
    },
  ])
})

test('an entry that hides its names behind `export *`, or exports what is not there, is refused', () => {
  expect(() => publicNames(declarations({ 'index.d.ts': "export * from './a.ts'" }), 'index.d.ts')).toThrow(
    'export *',
  )
  const root = declarations({
    'index.d.ts': "export { b } from './a.ts'",
    'a.d.ts': 'export declare const a: 1',
  })
  expect(() => publicNames(root, 'index.d.ts')).toThrow('exports no b')
})

test('the list in a README is replaced where it stands, and added where there is none', () => {
  const entry = { package: 'sum', subpath: '.', types: '' }
  const names = [{ name: 'sum', declaration: '', source: '', doc: 'Adds two numbers. More.', from: null }]
  const first = withApiSection('# sum\n', [{ entry, names }])
  expect(first).toContain('- `sum`: Adds two numbers.\n')
  expect(withApiSection(`${first}after\n`, [{ entry, names: [] }])).toMatch(
    /### `@ringback\/sum`\n\n<!-- \/api -->\nafter\n$/,
  )
})
