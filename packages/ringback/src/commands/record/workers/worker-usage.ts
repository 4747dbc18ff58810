/** What a process that carries calls has used of the machine. */
export interface WorkerUsage {
  /** Processor time, in seconds. */
  readonly cpuSeconds: number
  /** Memory that it holds now, in bytes. */
  readonly residentBytes: number
}

/** What all of them have used. */
export interface AllWorkersUsage extends WorkerUsage {
  /** How many ended before they were told to. */
  readonly deaths: number
}

/** Adds up what processes use, also those that are gone. */
export interface UsageCount {
  /** What one of them has used so far; `worker` names it. */
  see(worker: number, usage: WorkerUsage): void
  /** One is gone: it holds no memory any more. */
  gone(worker: number): void
  died(): void
  now(): AllWorkersUsage
}

/** Counts of no process. */
export function createUsageCount(): UsageCount {
  const workers = new Map<number, WorkerUsage>()
  let deaths = 0
  return {
    see: (worker, usage) => void workers.set(worker, usage),
    gone(worker) {
      const last = workers.get(worker)
      if (last !== undefined) workers.set(worker, { ...last, residentBytes: 0 })
    },
    died: () => void (deaths += 1),
    now() {
      const all = [...workers.values()]
      return {
        cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
        residentBytes: all.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
        deaths,
      }
    },
  }
}
