/** Which files changed while a command ran. */
export interface ChangesOfRuns {
  /** Takes what changed during a run. Resolves to the files that change with every run: the app writes them itself. */
  readonly take: (files: readonly string[]) => readonly string[]
  /** What changed during the last run and is to be looked at. */
  readonly ofLastRun: () => readonly string[]
}

/** Tells files that somebody edits from files that an app writes, by how many runs in a row they change in. */
export function createChangesOfRuns(mostInARow: number): ChangesOfRuns {
  let inARow: ReadonlyMap<string, number> = new Map()
  return {
    take(files) {
      const before = inARow
      inARow = new Map(files.map((file) => [file, (before.get(file) ?? 0) + 1]))
      return files.filter((file) => inARow.get(file) === mostInARow)
    },
    ofLastRun: () => [...inARow].filter(([, times]) => times < mostInARow).map(([file]) => file),
  }
}
