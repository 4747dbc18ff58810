import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly errors: number
  readonly p50: number
  readonly p99: number
  /** The longest latency, in milliseconds. */
  readonly worst: number
}

const script = fileURLToPath(new URL('load.ts', import.meta.url))

/** One run of the load generator, in a process of its own. `rate` 0: as fast as answers come. */
export async function load(
  url: string,
  options: { connections: number; seconds: number; rate?: number; total?: number; firstIndex?: number },
): Promise<LoadResult> {
  const { connections, seconds, rate = 0, total = 0, firstIndex = 0 } = options
  const args = [url, connections, seconds, rate, total, firstIndex].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    timeout: (seconds + 30) * 1000,
  })
  return JSON.parse(stdout) as LoadResult
}
