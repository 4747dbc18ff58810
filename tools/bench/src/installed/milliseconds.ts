import { spawnSync } from 'node:child_process'

/** How long a process takes, from its start to its end, in milliseconds. Throws when it fails. */
export function millisecondsOf(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): number {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, argv, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const took = performance.now() - startedAt
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${String(status)}: ${stderr}`)
  return took
}

/** The middle one, and the least and the greatest: `112 (98 to 140)`. */
export function medianAndRange(figures: readonly number[], digits = 0): string {
  const sorted = figures.toSorted((a, b) => a - b)
  const [least, middle, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) =>
    (sorted[at] ?? NaN).toFixed(digits),
  )
  return `${middle} (${least} to ${most})`
}
