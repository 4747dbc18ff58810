/**
 * The gate beside the tests: every step runs, every failure is shown, one exit code. Two steps run at a time: most of them keep
 * one processor busy.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** The step that makes what this one reads. */
  readonly after?: string
}

const packed = mkdtempSync(join(tmpdir(), 'ringback-packed-'))

/** In the order in which they start: what others wait for, then the longest first. */
const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '-b'] },
  // Once for all steps that look at the packed packages.
  { name: 'packing', command: ['node', 'tools/scripts/src/pack.ts', packed], after: 'types' },
  {
    name: 'installed packages',
    command: ['node', 'tools/scripts/src/check-install.ts'],
    after: 'packing',
  },
  // Its reference of the API is made of the declarations that the step "types" writes.
  {
    name: 'site',
    command: ['node', '--conditions=ringback:source', 'tools/site/src/build.ts'],
    after: 'types',
  },
  {
    name: 'packed packages',
    command: ['node', 'tools/scripts/src/check-packages.ts'],
    after: 'packing',
  },
  // Both read the declarations of packages that are used under a name of their own.
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'], after: 'types' },
  { name: 'types of tests and tools', command: ['tsc', '-p', 'tsconfig.tests.json'], after: 'types' },
  { name: 'unused code', command: ['knip'] },
  {
    name: 'generated files',
    command: ['node', '--conditions=ringback:source', 'tools/scripts/src/generate.ts', '--check'],
  },
  {
    name: 'sources',
    command: ['node', '--conditions=ringback:source', 'tools/scripts/src/check-sources.ts'],
  },
  { name: 'public API', command: ['node', 'tools/scripts/src/check-api.ts'], after: 'types' },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'package boundaries', command: ['turbo', 'boundaries'] },
  { name: 'lock file', command: ['node', 'tools/scripts/src/check-lock-file.ts'] },
]
const lanes = 2

const only = process.argv.slice(2)
const waiting = steps.filter(({ name }) => only.length === 0 || isWanted(name))
const unfinished = new Set(waiting.map(({ name }) => name))
let failed = 0
/** Continues the lanes that wait for a step to finish. */
let wake: PromiseWithResolvers<void> = Promise.withResolvers()
await Promise.all(Array.from({ length: lanes }, runLane))
rmSync(packed, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1

/** Named, or what a named step cannot do without. */
function isWanted(name: string): boolean {
  return (
    only.includes(name) ||
    (name === 'packing' && steps.some((step) => step.after === name && only.includes(step.name)))
  )
}

/** Runs one step after the other, until none is left. */
async function runLane(): Promise<void> {
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ after }) => after === undefined || !unfinished.has(after))
    const [step] = at === -1 ? [] : waiting.splice(at, 1)
    if (step === undefined) await wake.promise
    else await runAndReport(step)
  }
}

async function runAndReport(step: Step): Promise<void> {
  const started = performance.now()
  const { code, output } = await runStep(step)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`)
  if (code !== 0) {
    failed += 1
    process.stdout.write(`${output.trimEnd()}\n\n`)
  }
  unfinished.delete(step.name)
  wake.resolve()
  wake = Promise.withResolvers()
}

function runStep({
  command: [program, ...args],
  after,
}: Step): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        TURBO_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
        // The steps start the same programs many times.
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
        ...(after === 'packing' && { RINGBACK_PACKED: packed }),
      },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
