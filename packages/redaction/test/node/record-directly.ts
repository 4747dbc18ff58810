import { createRedactor } from '@ringback/redaction'
import { nodeFileSystem, openDirectoryStore, type FileSystem } from '@ringback/recording/node'
import { claimFolderKey, exchangeOf, type KeyRing, type ObservedExchange } from '@ringback/redaction/node'
import { createOriginalsKeeper } from '../../src/node/originals/keep-originals.ts'
import { settledExchange } from '../../src/node/originals/original-text.ts'

export interface DirectOptions {
  /** Whether the original of an exchange is kept. */
  readonly hasOriginal?: (observed: ObservedExchange) => boolean
  readonly ownNumbers?: readonly string[]
}

/** Records exchanges as the settle worker does, in this thread and without a spool. */
export async function recordDirectly(
  recordings: string,
  ring: KeyRing,
  observed: readonly ObservedExchange[],
  { hasOriginal = () => true, ownNumbers = [] }: DirectOptions = {},
): Promise<void> {
  const { pseudonymKey: key, keyId } = ring.current
  const redactor = createRedactor({ key, keyId, ownNumbers })
  const store = await openDirectoryStore({ directory: recordings })
  const disk = { recordings, ring, fs: nodeFileSystem, sync: false, onDamage: () => undefined }
  const settled = observed.map((each) => {
    const original = exchangeOf(each)
    return { ...settledExchange(redactor.redactExchange(original), original), isKept: hasOriginal(each) }
  })
  for (const { recorded } of settled) await store.append(recorded)
  await createOriginalsKeeper(disk, store)(settled.filter(({ isKept }) => isKept))
  await store.close()
  await claimFolderKey(recordings, ring)
}

export class Killed extends Error {}

/** The real file system until so many changes were made; then the process is dead. */
export function killedAfter(most: number): FileSystem & { readonly changes: () => number } {
  let changes = 0
  const change = (): void => {
    if (changes >= most) throw new Killed()
    changes += 1
  }
  return {
    ...nodeFileSystem,
    changes: () => changes,
    async write(path, bytes, options) {
      // What is being written when the process dies is there in part.
      if (changes === most) await nodeFileSystem.write(path, bytes.subarray(0, bytes.length >> 1), options)
      change()
      await nodeFileSystem.write(path, bytes, options)
    },
    async rename(from, to) {
      change()
      await nodeFileSystem.rename(from, to)
    },
    async remove(path) {
      change()
      await nodeFileSystem.remove(path)
    },
  }
}

/** The real file system until the process dies, which is asked before and after each change. */
export function killedWhen(isDead: () => boolean): FileSystem {
  const change = async (work: () => Promise<void>): Promise<void> => {
    if (isDead()) throw new Killed()
    await work()
    if (isDead()) throw new Killed()
  }
  return {
    ...nodeFileSystem,
    write: async (path, bytes, options) => change(async () => nodeFileSystem.write(path, bytes, options)),
    rename: async (from, to) => change(async () => nodeFileSystem.rename(from, to)),
    remove: async (path) => change(async () => nodeFileSystem.remove(path)),
  }
}
