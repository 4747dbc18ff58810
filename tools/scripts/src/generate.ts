/** Writes every generated file; with `--check` writes nothing and exits 1 when one of them is stale. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedFiles } from './generate/outputs.ts'

const root = join(import.meta.dirname, '../../..')
const checkOnly = process.argv.includes('--check')

const stale: string[] = []
for (const { path, text } of generatedFiles(root)) {
  const file = join(root, path)
  const present = await readFile(file, 'utf8').catch(() => undefined)
  if (present === text) continue
  stale.push(path)
  if (!checkOnly) await writeFile(file, text)
}
for (const path of stale) console.log(`${checkOnly ? 'stale: ' : 'wrote '}${path}`)
if (checkOnly && stale.length > 0) {
  console.log('Run `npm run generate` and commit what it writes.')
  process.exitCode = 1
}
