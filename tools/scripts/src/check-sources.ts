/** The rules of the house that no linter knows: named debugger codes, folder sizes, references that lead somewhere. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { debuggerCodeRows, restCodeRows } from '@ringback/catalog'
import { codeLiteralProblems } from './sources/code-literals.ts'
import { folderSizeProblems } from './sources/folder-sizes.ts'
import { referenceProblems } from './sources/references.ts'
import { readSource } from './sources/source-file.ts'
import { packageSources, workspaceFiles } from './sources/workspace-files.ts'

const root = join(import.meta.dirname, '../../..')
const codeNames = new Map([
  ...restCodeRows.map(({ code, name }) => [code, `restCode.${name}`] as const),
  ...debuggerCodeRows.map(({ code, name }) => [code, `debuggerCode.${name}`] as const),
])
const sources = packageSources(root)
const ownFacts = /^packages\/(?:catalog|twiml)\//

const problems = [
  ...folderSizeProblems(sources),
  ...sources
    .filter((path) => !ownFacts.test(path))
    .flatMap((path) => codeLiteralProblems(readSource(root, path), codeNames)),
  ...workspaceFiles(root, ['{packages,tools,fixtures}/**/*.{ts,md}', '*.md', 'docs/**/*.md'])
    // The test of this very check cites what does not exist.
    .filter((path) => !path.startsWith('tools/scripts/test/sources/'))
    .flatMap((path) => referenceProblems(root, path, readFileSync(join(root, path), 'utf8'))),
]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
