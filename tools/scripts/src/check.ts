/** The gate beside the tests: every step runs, every failure is shown, one exit code. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packPackages } from './packages/pack-packages.ts'

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** It looks at the packed packages, which are packed once. */
  readonly needsPackages?: true
}

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'types of tests and tools', command: ['tsc', '-p', 'tsconfig.tests.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'package boundaries', command: ['turbo', 'boundaries'] },
  { name: 'unused code', command: ['knip'] },
  {
    name: 'generated files',
    command: ['node', '--conditions=ringback:source', 'tools/scripts/src/generate.ts', '--check'],
  },
  {
    name: 'sources',
    command: ['node', '--conditions=ringback:source', 'tools/scripts/src/check-sources.ts'],
  },
  { name: 'public API', command: ['node', 'tools/scripts/src/check-api.ts'] },
  // Its reference of the API is made of the declarations that the step "types" writes.
  { name: 'site', command: ['node', '--conditions=ringback:source', 'tools/site/src/build.ts'] },
  { name: 'lock file', command: ['node', 'tools/scripts/src/check-lock-file.ts'] },
  {
    name: 'packed packages',
    command: ['node', 'tools/scripts/src/check-packages.ts'],
    needsPackages: true,
  },
  {
    name: 'installed packages',
    command: ['node', 'tools/scripts/src/check-install.ts'],
    needsPackages: true,
  },
]

const only = process.argv.slice(2)
let failed = 0
let packed: string | undefined
for (const step of steps.filter(({ name }) => only.length === 0 || only.includes(name))) {
  if (step.needsPackages === true) packed ??= packOnce()
  const started = performance.now()
  const { code, output } = await runStep(step)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`)
  if (code !== 0) {
    failed += 1
    process.stdout.write(`${output.trimEnd()}\n\n`)
  }
}
if (packed !== undefined) rmSync(packed, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1

/** Packs the packages for all steps that look at them. */
function packOnce(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-packed-'))
  packPackages(folder)
  process.env.RINGBACK_PACKED = folder
  return folder
}

function runStep({ command: [program, ...args] }: Step): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
