import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Listening } from '../listening.ts'

const script = fileURLToPath(new URL('app-replica.ts', import.meta.url))

/** Starts so many replicas of an app, each a process. */
export async function startAppReplicas(count: number): Promise<readonly Listening[]> {
  return Promise.all(Array.from({ length: count }, startReplica))
}

async function startReplica(): Promise<Listening> {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    url: line.toString().trim(),
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
