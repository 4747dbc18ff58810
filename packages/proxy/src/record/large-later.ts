/** Does what takes long in turns of the event loop of its own, so that no call waits for all of it. */
export interface LargeLater {
  /** Does a task now when it is about few bytes, in the next turn otherwise. */
  run(bytes: number, task: () => void): void
  /** Does now what was put off, and what that puts off. */
  flush(): void
}

/** Work on fewer bytes takes less than a turn of the event loop costs. */
const largeBytes = 256 * 1024

/** Puts off the work on large bodies. */
export function createLargeLater(): LargeLater {
  const tasks = new Map<() => void, NodeJS.Immediate>()
  return {
    run(bytes, task) {
      if (bytes < largeBytes) {
        task()
        return
      }
      const once = (): void => {
        tasks.delete(once)
        task()
      }
      tasks.set(once, setImmediate(once))
    },
    flush() {
      // What a task puts off is added to the map, and comes in its turn.
      for (const [task, immediate] of tasks) {
        clearImmediate(immediate)
        task()
      }
    },
  }
}
