import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { codeLiteralProblems } from '../../src/sources/code-literals.ts'
import { folderSizeProblems, mostFilesInFolder } from '../../src/sources/folder-sizes.ts'
import { messagesIn } from '../../src/sources/messages.ts'
import { referenceProblems } from '../../src/sources/references.ts'
import { parseSource } from '../../src/sources/source-file.ts'

describe('debugger codes as literals', () => {
  const codes = new Map([
    [11200, 'httpRetrievalFailure'],
    [15000, 'other'],
  ])
  const problemsOf = (text: string): readonly string[] =>
    codeLiteralProblems(parseSource('a.ts', text), codes)

  test('a code is found as a number and as a text, with its line', () => {
    expect(problemsOf("\nexport const a = 11200\nexport const b = '11200'")).toEqual([
      expect.stringMatching(/^a\.ts:2: 11200 is a code/),
      expect.stringMatching(/^a\.ts:3: 11200 is a code/),
    ])
  })

  test('comments, other numbers and counts with separators are left alone', () => {
    expect(problemsOf('// 11200\nexport const a = [11201, 15_000, "code 11200"]')).toEqual([])
  })
})

describe('folders', () => {
  const files = (count: number, folder: string): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`)

  test('one file more than allowed is a problem, data tables are not counted', () => {
    expect(folderSizeProblems(files(mostFilesInFolder, 'packages/a/src'))).toEqual([])
    expect(folderSizeProblems(files(mostFilesInFolder + 1, 'packages/a/src'))).toEqual([
      expect.stringContaining('packages/a/src'),
    ])
    expect(folderSizeProblems(files(50, 'packages/a/src/data'))).toEqual([])
  })
})

describe('references', () => {
  function workspace(): string {
    const root = mkdtempSync(join(tmpdir(), 'ringback-references-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    mkdirSync(join(root, 'docs/facts'), { recursive: true })
    writeFileSync(join(root, 'docs/facts/webhooks.md'), '# Facts\n\n## 3. Values\n\n### 4.1 Headers\n')
    return root
  }

  test('a document or a section that does not exist is found', () => {
    const root = workspace()
    const text =
      '// docs/facts/webhooks.md, section 3\n// docs/facts/webhooks.md,\n * section 4.2\n// docs/facts/other.md\n'
    expect(referenceProblems(root, 'a.ts', text)).toEqual([
      'a.ts:2: docs/facts/webhooks.md has no section 4.2.',
      'a.ts:4: docs/facts/other.md does not exist.',
    ])
  })

  test('a reference that names no document is found', () => {
    expect(referenceProblems(workspace(), 'a.ts', '// as usual (facts: section 3)')).toHaveLength(1)
  })

  test('links between pages lead to files and headings', () => {
    const page =
      '[a](docs/facts/webhooks.md#41-headers) [b](docs/facts/webhooks.md#5-none) [c](gone.md) [d](https://example.com/x)'
    expect(referenceProblems(workspace(), 'README.md', page)).toEqual([
      'README.md:1: docs/facts/webhooks.md has no heading #5-none.',
      'README.md:1: the link to gone.md leads nowhere.',
    ])
  })
})

describe('messages', () => {
  test('texts of three words and more, with what is filled in by the name that the code gives it', () => {
    const source = parseSource(
      'a.ts',
      "const a = 'two words'\nconst b = 'No app URL given.'\nconst c = `Port ${port} is in use.`\nconst d = 'a-b-c'",
    )
    expect(messagesIn(source)).toEqual([
      { line: 2, text: 'No app URL given.' },
      { line: 3, text: 'Port {port} is in use.' },
    ])
  })
})
