import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FolderInUseError, lockFolder, stateFolderOf } from '@ringback/recording/node'
import { afterEach, beforeEach, expect, test } from 'vitest'

const program = fileURLToPath(new URL('./hold-lock.ts', import.meta.url))
const unshare = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', '--kill-child']
const hasNamespaces = spawnSync('unshare', [...unshare.slice(1), 'true']).status === 0

let folder = ''
let children: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-lock-'))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await rm(folder, { recursive: true, force: true })
})

/** Starts a process that takes the lock, and resolves to it and the first line that it prints. */
async function start(prefix: readonly string[] = []): Promise<{ child: ChildProcess; said: string }> {
  const [command, ...args] = [...prefix, process.execPath, '--conditions=ringback:source', program, folder]
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [data] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: data.toString().trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

test('a second process is refused, told who holds the folder and what to do; kill -9 frees the lock', async () => {
  const first = await start()
  expect(first.said).toBe('locked')
  const second = await start()
  expect(second.said).toMatch(
    new RegExp(`^refused The recordings folder .* is in use: process ${first.child.pid} on .* --recordings`),
  )
  await kill(first.child)
  const third = await start()
  expect(third.said).toBe('locked')
})

test.skipIf(!hasNamespaces)(
  'two pid namespaces, where both processes are number 1: the second is refused (needs unshare)',
  async () => {
    const first = await start(unshare)
    expect(first.said).toBe('locked')
    const second = await start(unshare)
    expect(second.said).toMatch(/^refused .* is in use: process 1 on /)
    await kill(first.child)
    // The namespace's process is killed with its parent, a moment later.
    let third = await start(unshare)
    while (third.said !== 'locked') third = await start(unshare)
  },
)

test('the same process is refused too, also through another path to the folder', async () => {
  const other = `${folder}-link`
  await symlink(folder, other)
  try {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError)
    await expect(lockFolder(other)).rejects.toThrow(FolderInUseError)
    lock.release()
    const again = await lockFolder(other)
    again.release()
    again.release()
  } finally {
    await rm(other)
  }
})

test('a lock whose file was deleted knows it', async () => {
  const lock = await lockFolder(folder)
  expect(await lock.isIntact()).toBe(true)
  await rm(stateFolderOf(folder), { recursive: true })
  expect(await lock.isIntact()).toBe(false)
  const other = await lockFolder(folder)
  expect(await lock.isIntact()).toBe(false)
  expect(await other.isIntact()).toBe(true)
  lock.release()
  other.release()
})
