/**
 * A PostgreSQL server on a disk of its own: `server.ts <MiB>`. Started by `small-disk.ts` alone, in a mount namespace, which takes
 * the disk with it when this process ends. Follows orders and says when each of them is done.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startPostgres } from '../postgres.ts'
import type { DiskNews, DiskOrder } from './messages.ts'

const disk = mkdtempSync(join(tmpdir(), 'ringback-small-disk-'))
execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${Number(process.argv[2])}m,mode=755`, 'none', disk])
const filler = join(disk, 'filler')
const postgres = await startPostgres(disk)

const orders: Readonly<Record<DiskOrder, () => void | Promise<void>>> = {
  fill: fillDisk,
  free: () => rmSync(filler, { force: true }),
  kill: async () => postgres.kill(),
  restart: async () => postgres.restart(),
  stop: async () => postgres.stop(),
}

process.on('message', (order: DiskOrder) => void follow(order))
process.on('disconnect', () => void leave())
tell({ type: 'started', url: postgres.url, port: postgres.port })

/** Takes all room that is left, to the last block. */
function fillDisk(): void {
  for (const size of [2 ** 20, 2 ** 12]) {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(size))
    } catch (error) {
      // What the system says when there is no room.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

async function follow(order: DiskOrder): Promise<void> {
  try {
    await orders[order]()
    tell({ type: 'done' })
  } catch (error) {
    tell({ type: 'failed', message: String(error) })
  }
  if (order === 'stop') process.disconnect()
}

/** Nobody is left who gives orders. */
async function leave(): Promise<void> {
  await postgres.kill()
  execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
  process.exit()
}

function tell(news: DiskNews): void {
  process.send?.(news)
}
