/** Does work on items in groups: what comes while a group is under way is the next one. */
export interface GroupCommit<Item> {
  /** Resolves when the item's group was committed; rejects when the item could not be. */
  add(item: Item): Promise<void>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

interface Waiting<Item> {
  readonly item: Item
  resolve(): void
  reject(error: unknown): void
}

/**
 * `commit` takes a group or rejects, and has taken nothing of it then. Is `isAboutItem` of the error, each item of the group is
 * tried alone, so that one that cannot be kept does not keep the others from it.
 */
export function createGroupCommit<Item>(
  commit: (items: readonly Item[]) => Promise<void>,
  isAboutItem: (error: unknown) => boolean,
  mostAtOnce = 500,
): GroupCommit<Item> {
  let waiting: Waiting<Item>[] = []
  let running: Promise<void> | undefined

  async function commitGroup(group: readonly Waiting<Item>[]): Promise<void> {
    try {
      await commit(group.map(({ item }) => item))
      for (const each of group) each.resolve()
    } catch (error) {
      if (group.length > 1 && isAboutItem(error)) for (const each of group) await commitGroup([each])
      else for (const each of group) each.reject(error)
    }
  }

  async function run(): Promise<void> {
    // What is added in the same turn of the event loop is in the first group.
    await Promise.resolve()
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostAtOnce)
      waiting = waiting.slice(mostAtOnce)
      await commitGroup(group)
    }
    running = undefined
  }

  return {
    async add(item) {
      await new Promise<void>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        running ??= run()
      })
    },
    async settled() {
      for (let pending = running; pending !== undefined; pending = running) await pending
    },
  }
}
