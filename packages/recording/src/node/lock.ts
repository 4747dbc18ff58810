import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'

/** Another recorder writes to the directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError'
}

const heldHere = new Set<string>()

/**
 * Takes a directory for this process and returns how to give it back. The lock of a process that is gone is taken
 * over. Throws `DirectoryInUseError` while its holder lives.
 */
export async function takeLock(path: string, directory: string): Promise<() => Promise<void>> {
  const content = `${process.pid} ${await startOf(process.pid)}\n`
  for (let attempt = 0; attempt < 10; attempt++) {
    if (!heldHere.has(path) && (await created(path, content))) {
      heldHere.add(path)
      return async () => {
        heldHere.delete(path)
        await unlink(path).catch(() => undefined)
      }
    }
    const holder = await readFile(path, 'utf8').catch(() => undefined)
    if (holder === undefined) continue
    if (await isAlive(holder, path)) throw inUse(holder, directory)
    await takeAway(path, holder)
  }
  throw inUse('', directory)
}

function inUse(holder: string, directory: string): DirectoryInUseError {
  const pid = holder.split(' ')[0]
  const who = pid ? `process ${pid}` : 'another process'
  return new DirectoryInUseError(
    `${directory} is in use: ${who} records into it. Stop that one, or record into another directory.`,
  )
}

// Written aside and linked, so that a lock is never seen half written.
async function created(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await writeFile(aside, content, { flag: 'wx' })
  try {
    await link(aside, path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await unlink(aside)
  }
}

async function isAlive(holder: string, path: string): Promise<boolean> {
  const [pidText = '', start = ''] = holder.trim().split(' ')
  const pid = Number(pidText)
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  // After a restart another process can have the number, even this one.
  if (pid === process.pid) return heldHere.has(path)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false
  }
  const now = await startOf(pid)
  return now === '' || start === '' || now === start
}

/** When a process started, where the system tells (Linux); else empty. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  // Somebody may have taken it over in between: then it goes back.
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => undefined)
  await unlink(aside)
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
