/** The exchanges of a call. */
export const perCall = 8
/** When the first call begins, in milliseconds since 1970. */
const start = Date.UTC(2026, 0, 1)
/** A call begins so long after the one before it. */
const callEveryMs = 20_000
/** So many exchanges are appended before the first of them is waited for. */
const atOnce = 4000

/** When a call begins, in milliseconds since 1970. The first one has the number 0. */
export function callStart(call: number): number {
  return start + call * callEveryMs
}

/** When exchange `at` of a call begins, as recordings have it. */
export function exchangeStart(call: number, at: number): string {
  return new Date(callStart(call) + at * 1000).toISOString()
}

/** The id of exchange `at` of a call. */
export function exchangeId(call: number, at: number): string {
  return String(call * perCall + at).padStart(20, '0')
}

/** How many exchanges the command line of a bench asks for, a million if it does not, and how many calls they are. */
export function sizeOfBench(): { readonly exchanges: number; readonly calls: number } {
  const exchanges = Number(process.argv[2] ?? 1_000_000)
  return { exchanges, calls: Math.floor(exchanges / perCall) }
}

/** Appends the exchanges `from` to `to`, counted over all calls. `append` is given a call, and which of its exchanges. */
export async function appendExchanges(
  from: number,
  to: number,
  append: (call: number, at: number) => Promise<void>,
): Promise<void> {
  for (let number = from; number < to; number += atOnce) {
    const length = Math.min(atOnce, to - number)
    await Promise.all(
      Array.from({ length }, async (_none, at) =>
        append(Math.floor((number + at) / perCall), (number + at) % perCall),
      ),
    )
  }
}

/** A call for each time that something is asked, spread over all of them. */
export function someCall(time: number, calls: number): number {
  // A prime.
  return (time * 7919) % calls
}

/** How long work took. */
export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** The times that shares of all measurements are below, as text: of 0.5 half of them. */
export function percentilesOf(took: readonly number[], shares: readonly number[]): string {
  const sorted = took.toSorted((a, b) => a - b)
  return shares.map((share) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)).join(' | ')
}
