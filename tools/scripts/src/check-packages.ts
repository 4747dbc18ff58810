/** Packs every public package as npm would publish it, and lets publint and attw look at the result. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const directory = mkdtempSync(join(tmpdir(), 'ringback-pack-'))
let failed = 0
try {
  for (const name of readdirSync('packages')) {
    const folder = join('packages', name)
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { private?: boolean }
    if (manifest.private === true) continue
    const tarball = pack(folder)
    failed += look('publint', ['run', tarball, '--strict'])
    failed += look('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'])
  }
} finally {
  rmSync(directory, { recursive: true })
}
process.exitCode = failed === 0 ? 0 : 1

function pack(folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', directory], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [packed] = JSON.parse(output) as { filename: string }[]
  if (packed === undefined) throw new Error(`npm pack made no tarball of ${folder}`)
  return join(directory, packed.filename)
}

function look(program: string, args: readonly string[]): 0 | 1 {
  try {
    execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' })
    return 0
  } catch (error) {
    // execFileSync throws with what the program had printed.
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    process.stdout.write(`${program} ${args.join(' ')}\n${stdout}${stderr}\n`)
    return 1
  }
}
