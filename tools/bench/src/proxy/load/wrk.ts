import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { missingCommand } from '../process/missing-command.ts'
import { takeIndexes } from './indexes.ts'
import { readResult, type LoadResult } from './load-result.ts'
import { templatePath } from './webhook.ts'

/** As many requests as are answered, for some seconds. */
export interface Burst {
  readonly connections: number
  /** A whole number. */
  readonly seconds: number
  /**
   * `close`: each request asks for the end of its connection, as Twilio's do. `ready-made`: always the same bytes, to see
   * what making them costs. Default: `keep-alive`.
   */
  readonly mode?: 'keep-alive' | 'close' | 'ready-made'
}

const script = fileURLToPath(new URL('wrk.lua', import.meta.url))
/** More than any proxy answers in a second. */
const mostPerSecond = 100_000

/** Why there can be no bursts here; undefined when there can. */
export function missingWrk(): string | undefined {
  return missingCommand('wrk', 'wrk')
}

/** Loads a server with wrk, on one thread. At the end wrk closes its connections without waiting for the last answers. */
export async function burst(
  url: string,
  { connections, seconds, mode = 'keep-alive' }: Burst,
): Promise<LoadResult> {
  const first = takeIndexes(seconds * mostPerSecond)
  const args = [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    String(seconds),
    '--timeout',
    '15',
    '-s',
    script,
    url,
  ]
  const { stdout } = await promisify(execFile)('wrk', [...args, '--', String(first), templatePath, mode], {
    timeout: (seconds + 30) * 1000,
  })
  return readResult(stdout)
}
