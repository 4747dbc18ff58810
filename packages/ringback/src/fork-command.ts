import { fork, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from './shell/io.ts'

/** Where the outputs of the process go. */
interface Outputs {
  readonly stdout: 'pipe' | 'inherit'
  readonly stderr: 'pipe' | 'inherit'
}

const pipes: Outputs = { stdout: 'pipe', stderr: 'pipe' }

/** Starts ringback with another command line, in a process of its own. Default: its outputs are pipes. */
export function forkCommand(
  argv: readonly string[],
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
  { stdout, stderr }: Outputs = pipes,
): ChildProcess {
  // The sibling of this file: TypeScript in the sources, JavaScript when built.
  const extension = extname(import.meta.url)
  return fork(fileURLToPath(new URL(`start${extension}`, import.meta.url)), [...argv], {
    cwd,
    env,
    stdio: ['ignore', stdout, stderr, 'ipc'],
    execArgv: extension === '.ts' ? ['--conditions=ringback:source'] : [],
  })
}
