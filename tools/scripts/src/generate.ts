/** Writes every generated file; with `--check` writes nothing and exits 1 when one of them is stale. */
import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes the packages' sources importable without a build. */
const sourceCondition = '--conditions=ringback:source'
const root = join(import.meta.dirname, '../../..')

if (process.execArgv.includes(sourceCondition)) {
  await main(process.argv.includes('--check'))
} else {
  const { status } = spawnSync(process.execPath, [sourceCondition, ...process.argv.slice(1)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

async function main(checkOnly: boolean): Promise<void> {
  const { generatedFiles } = await import('./generate/outputs.ts')
  const stale = []
  for (const { path, text } of generatedFiles()) {
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
}
