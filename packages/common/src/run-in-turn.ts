/** Runs work with the same key one after the other. Rejects as the work does; the next work still runs. */
export type RunInTurn = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** Makes a function that runs work of one key in turn, while work of other keys does not wait. */
export function createRunInTurn(): RunInTurn {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work)
    last.set(
      key,
      turn.catch(() => undefined),
    )
    return turn
  }
}
