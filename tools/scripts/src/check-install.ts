/**
 * Packs every public package as npm would publish it, installs the tarballs into an empty project outside of this
 * repository, and runs the examples of the README of `ringback` there: by Node, by vitest, and through the compiler with
 * both module resolutions that users have, declarations of dependencies included. Needs what `npm run build` writes.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packPackages, type PackedPackage } from './packages/pack-packages.ts'
import { snippetsOf } from './snippets.ts'

const root = join(import.meta.dirname, '../../..')
const { devDependencies } = readJson('package.json') as { devDependencies: Readonly<Record<string, string>> }
const folder = mkdtempSync(join(tmpdir(), 'ringback-install-'))
let failed = 0
try {
  install(packPackages(join(folder, 'tarballs')))
  const snippets = snippetsOf(root, 'packages/ringback/README.md')
  for (const { name, code, isSuite } of snippets) {
    writeFileSync(join(folder, 'src', `${name}${isSuite ? '.test' : ''}.ts`), code)
  }
  for (const { name, isSuite } of snippets.filter((snippet) => !snippet.isSuite)) {
    step(`${name} by Node`, process.execPath, [join('src', `${name}${isSuite ? '.test' : ''}.ts`)])
  }
  step('the suites by vitest', process.execPath, ['node_modules/vitest/vitest.mjs', 'run'])
  for (const resolution of ['nodenext', 'bundler']) {
    step(`types with ${resolution}`, process.execPath, [
      'node_modules/typescript/bin/tsc',
      '-p',
      `tsconfig.${resolution}.json`,
    ])
  }
  step('the command line', join(folder, 'node_modules/.bin/ringback'), ['--help'])
  step('a recorded call', process.execPath, [join(import.meta.dirname, 'record-a-call.ts')])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1

function install(packages: readonly PackedPackage[]): void {
  const files = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`] as const))
  const users = Object.fromEntries(
    // The declarations of the official twilio package need those of jsonwebtoken, and do not bring them.
    ['vitest', 'msw', 'typescript', '@types/node', 'twilio', '@types/jsonwebtoken'].map((name) => [
      name,
      versionOf(name),
    ]),
  )
  const manifest = {
    name: 'empty-project',
    private: true,
    type: 'module',
    devDependencies: { ...files, ...users },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  mkdirSync(join(folder, 'src'))
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    allowImportingTsExtensions: true,
    types: ['node'],
  }
  for (const [resolution, extra] of Object.entries({
    nodenext: {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable', 'esnext.disposable'],
    },
    bundler: {
      module: 'preserve',
      moduleResolution: 'bundler',
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable', 'esnext.disposable'],
    },
  })) {
    writeFileSync(
      join(folder, `tsconfig.${resolution}.json`),
      JSON.stringify({ compilerOptions: { ...options, ...extra }, include: ['src'] }),
    )
  }
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** The version that this workspace develops with. */
function versionOf(name: string): string {
  return (
    devDependencies[name] ??
    (readJson(join('node_modules', name, 'package.json')) as { version: string }).version
  )
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

function step(name: string, program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    failed += 1
    // execFileSync throws with what the program had printed.
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    process.stdout.write(`${name} failed in a project with the packed packages:\n${stdout}${stderr}\n`)
  }
}
