/**
 * Runs benches, each in a process of its own: `npm run bench [name ...]`; without a name all of them, with `--list` none.
 * Arguments after `--` go to the benches: `npm run bench proxy -- -- --quick`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** By name: `proxy` is tools/bench/src/proxy/main.ts, `recording/store` is packages/recording/bench/store.ts. */
function benches(): ReadonlyMap<string, string> {
  const own = globSync('tools/bench/src/*/main.ts', { cwd: root })
  const ofPackages = globSync('packages/*/bench/*.ts', { cwd: root })
  return new Map(
    [
      ...own.map((path) => [basename(dirname(path)), path] as const),
      ...ofPackages.map((path) => [nameInPackage(path), path] as const),
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function nameInPackage(path: string): string {
  return `${basename(dirname(dirname(path)))}/${basename(path, '.ts')}`
}

async function run(path: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['--conditions=ringback:source', path, ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  return code === 0
}

const end = process.argv.indexOf('--', 2)
const { values, positionals } = parseArgs({
  args: process.argv.slice(2, end < 0 ? undefined : end),
  options: { list: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const all = benches()
const unknown = positionals.filter((name) => !all.has(name))
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${[...all.keys()].join(', ')}.`)
  process.exit(2)
}
if (values.list) {
  for (const [name, path] of all) console.log(`${name.padEnd(24)} ${path}`)
} else {
  const failed: string[] = []
  for (const name of positionals.length > 0 ? positionals : all.keys()) {
    console.log(`\n${name}`)
    const isWell = await run(all.get(name) ?? '', end < 0 ? [] : process.argv.slice(end + 1))
    if (!isWell) failed.push(name)
  }
  if (failed.length > 0) {
    console.error(`Failed: ${failed.join(', ')}.`)
    process.exit(1)
  }
}
