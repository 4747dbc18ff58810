/** Thrown when the work on one exchange exceeds its limit. Never leaves the redactor. */
export class WorkLimitError extends Error {
  override readonly name = 'WorkLimitError'
}

/**
 * Counts the work on one exchange. A unit is about one character looked at once, so the count does not depend on the
 * machine.
 */
export interface WorkMeter {
  /** Starts counting for the next exchange, or goes on with one that took so much already. */
  restart(spent?: number): void
  /** @throws {WorkLimitError} when the limit is exceeded. */
  spend(units: number): void
  /** Units since the last restart. */
  spent(): number
}

export function createWorkMeter(limit: number): WorkMeter {
  let spent = 0
  return {
    restart: (before = 0) => {
      spent = before
    },
    spend: (units) => {
      spent += units
      if (spent > limit) throw new WorkLimitError(`The exchange needs more than ${limit} units of work.`)
    },
    spent: () => spent,
  }
}
