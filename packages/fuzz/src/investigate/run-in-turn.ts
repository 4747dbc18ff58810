/** Does work of the same key one piece after the other. Rejects as the work does; the next piece is done all the same. */
export type RunInTurn = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

/** No work was done yet. */
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
