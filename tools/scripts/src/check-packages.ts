/**
 * Packs every public package as npm would publish it, lets publint and attw look at the result, and checks what users see
 * of it on npm: license, keywords, description, engines, and a README with the line that installs it.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packPackages } from './packages/pack-packages.ts'

interface Manifest {
  readonly name: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly engines?: { readonly node?: string }
}

const directory = mkdtempSync(join(tmpdir(), 'ringback-pack-'))
let failed = 0
try {
  for (const { folder, tarball } of packPackages(directory)) {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
    for (const problem of manifestProblems(folder, manifest)) {
      failed += 1
      process.stdout.write(`${folder}: ${problem}\n`)
    }
    failed += look('publint', ['run', tarball, '--strict'])
    failed += look('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'])
  }
} finally {
  rmSync(directory, { recursive: true })
}
process.exitCode = failed === 0 ? 0 : 1

function manifestProblems(folder: string, manifest: Manifest): readonly string[] {
  const readme = textOf(join(folder, 'README.md'))
  return [
    ...(textOf(join(folder, 'LICENSE')) === textOf('LICENSE')
      ? []
      : ['LICENSE is missing or differs from that of the workspace.']),
    ...((manifest.keywords ?? []).length >= 3 ? [] : ['package.json has fewer than three keywords.']),
    ...(manifest.description === undefined ? ['package.json has no description.'] : []),
    ...(manifest.engines?.node === '>=22.18'
      ? []
      : ['package.json does not require Node >=22.18 in engines.']),
    ...(new RegExp(`npm (?:install|i) (?:-D |--save-dev )?${manifest.name}(?![\\w/-])`).test(readme)
      ? []
      : [`README.md has no line that installs it: npm install ${manifest.name}`]),
  ]
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
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
