/** Which recording files there are, found by what they hold: CallSids, or the day of exchanges without a call. */
export interface FileIndex {
  set(name: string, keys: readonly string[]): void
  delete(name: string): void
  has(name: string): boolean
  /** The names, sorted. */
  names(): string[]
  /** The keys of one file; none when it is not in the index. */
  keysOf(name: string): readonly string[]
  /** The files that hold one of the keys, or a key that one of these files holds, and so on; sorted. */
  filesOf(keys: readonly string[]): string[]
}

export function createFileIndex(): FileIndex {
  const filesByKey = new Map<string, Set<string>>()
  const keysByFile = new Map<string, readonly string[]>()

  function remove(name: string): void {
    for (const key of keysByFile.get(name) ?? []) {
      const files = filesByKey.get(key)
      files?.delete(name)
      if (files?.size === 0) filesByKey.delete(key)
    }
    keysByFile.delete(name)
  }

  return {
    set(name, keys) {
      remove(name)
      keysByFile.set(name, keys)
      for (const key of keys) {
        const files = filesByKey.get(key)
        if (files) files.add(name)
        else filesByKey.set(key, new Set([name]))
      }
    },
    delete: remove,
    has: (name) => keysByFile.has(name),
    names: () => [...keysByFile.keys()].sort(),
    keysOf: (name) => keysByFile.get(name) ?? [],
    filesOf(keys) {
      const found = new Set<string>()
      const open = [...keys]
      const seen = new Set(open)
      for (let key = open.pop(); key !== undefined; key = open.pop()) {
        for (const name of filesByKey.get(key) ?? []) {
          if (found.has(name)) continue
          found.add(name)
          for (const other of keysByFile.get(name) ?? []) {
            if (seen.has(other)) continue
            seen.add(other)
            open.push(other)
          }
        }
      }
      return [...found].sort()
    },
  }
}
