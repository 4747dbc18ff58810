import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { takeIndexes } from './indexes.ts'
import { readResult, type LoadResult } from './load-result.ts'

const script = fileURLToPath(new URL('paced.ts', import.meta.url))

/** A fixed number of requests a second, each on the next free of so many connections. */
export interface PacedLoad {
  readonly connections: number
  readonly seconds: number
  readonly perSecond: number
}

/** Loads a server at a fixed rate, from a process of its own, and waits for every answer. */
export async function pacedLoad(
  url: string,
  { connections, seconds, perSecond }: PacedLoad,
): Promise<LoadResult> {
  const numbers = [connections, seconds, perSecond, takeIndexes(seconds * perSecond)]
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, ...numbers.map(String)], {
    timeout: (seconds * 2 + 60) * 1000,
  })
  return readResult(stdout)
}
