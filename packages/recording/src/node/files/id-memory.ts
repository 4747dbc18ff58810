/** The exchange ids of the files that were last written or read, so that these need not be read again. */
export interface IdMemory {
  get(name: string): ReadonlySet<string> | undefined
  set(name: string, ids: ReadonlySet<string>): void
  delete(name: string): void
}

/** `most`: how many ids are remembered in all. */
export function createIdMemory(most: number): IdMemory {
  const sets = new Map<string, ReadonlySet<string>>()
  let held = 0

  function remove(name: string): void {
    held -= sets.get(name)?.size ?? 0
    sets.delete(name)
  }

  return {
    get: (name) => sets.get(name),
    set(name, ids) {
      remove(name)
      sets.set(name, ids)
      held += ids.size
      for (const oldest of sets.keys()) {
        if (held <= most || oldest === name) break
        remove(oldest)
      }
    },
    delete: remove,
  }
}
