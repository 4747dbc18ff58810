import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const bin = join(import.meta.dirname, '../../../../packages/ringback/bin/ringback.js')

/** Starts the real command line in a folder, as a user would. */
export function startCli(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [bin, ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs a command to its end; prints the first lines of its output, indented, and the last one. */
export async function runCli(
  argv: readonly string[],
  cwd: string,
  { lines, env }: { readonly lines: number; readonly env?: Readonly<Record<string, string>> },
): Promise<{ readonly code: number | null; readonly lastLine: string }> {
  const child = startCli(argv, cwd, env)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const all = output.trimEnd().split('\n')
  const left = all.length - lines
  const shown = left > 1 ? [...all.slice(0, lines), `... ${left} more lines`] : all
  for (const line of shown) process.stdout.write(`  ${line}\n`)
  return { code, lastLine: all.at(-1) ?? '' }
}
