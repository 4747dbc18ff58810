import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { TestPostgres } from '../postgres.ts'
import type { DiskNews, DiskOrder } from './messages.ts'

/** A PostgreSQL server that has a small disk to itself. */
export interface PostgresOnSmallDisk extends TestPostgres {
  /** Leaves no room on its disk. */
  fill(): Promise<void>
  /** Gives the room back. */
  free(): Promise<void>
}

const namespace = ['--mount', '--propagation', 'private']

/** Whether there can be such a server here: this is root, and may mount a file system that only its own processes see. */
export function canMountDisk(): boolean {
  const mount = ['sh', '-c', 'mount -t tmpfs -o size=1m none "$0"', tmpdir()]
  return process.getuid?.() === 0 && spawnSync('unshare', [...namespace, ...mount]).status === 0
}

/** Starts a server on 127.0.0.1 whose data are on a disk of so many MiB, of which it takes about 60 at first. */
export async function startPostgresOnSmallDisk(mebibytes: number): Promise<PostgresOnSmallDisk> {
  const script = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = spawn('unshare', [...namespace, process.execPath, script, String(mebibytes)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'close')
  const started = await news(child, ended)
  if (started.type !== 'started') throw new Error('The server on a small disk did not start.')
  const order = async (given: DiskOrder): Promise<void> => {
    child.send(given)
    const answer = await news(child, ended)
    if (answer.type === 'failed') throw new Error(`${given}: ${answer.message}`)
  }
  return {
    url: started.url,
    port: started.port,
    kill: async () => order('kill'),
    restart: async () => order('restart'),
    fill: async () => order('fill'),
    free: async () => order('free'),
    async stop() {
      await order('stop')
      await ended
    },
  }
}

/** What the process tells next. */
async function news(child: ChildProcess, ended: Promise<unknown>): Promise<DiskNews> {
  const end = ended.then(() => {
    throw new Error('The server on a small disk has ended.')
  })
  // Only `server.ts` sends to it.
  const [message] = (await Promise.race([once(child, 'message'), end])) as [DiskNews]
  return message
}
