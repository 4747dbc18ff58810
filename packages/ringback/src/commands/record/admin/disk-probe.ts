import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** As much as a file system gives out at a time, so that a full one refuses it. */
const page = Buffer.alloc(4096, 'ringback ')

/**
 * Finds out whether something can be written into a folder: writes a small file and deletes it. Resolves to why not, within
 * `waitMs` milliseconds; undefined when it can. A disk that does not answer is not asked again before it does.
 */
export function createDiskProbe(folder: string, waitMs = 1000): () => Promise<string | undefined> {
  const file = join(folder, 'probe')
  let running: Promise<string | undefined> | undefined

  async function probe(): Promise<string | undefined> {
    try {
      await writeFile(file, page, { mode: 0o600 })
      await rm(file, { force: true })
      return undefined
    } catch (error) {
      await rm(file, { force: true }).catch(() => undefined)
      // Errors of the system carry a code; their messages name folders of this machine.
      return `the spool cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`
    }
  }

  return async () => {
    running ??= probe().finally(() => (running = undefined))
    const { promise: late, resolve } = Promise.withResolvers<string>()
    const timer = setTimeout(
      () => resolve(`the disk of the spool did not answer within ${waitMs} ms`),
      waitMs,
    )
    try {
      return await Promise.race([running, late])
    } finally {
      clearTimeout(timer)
    }
  }
}
