/** Counts different numbers that got the same pseudonym. */
export interface CollisionCount {
  note(number: string, pseudonym: string): void
  count(): number
}

/** Beyond this many numbers nothing is noted any more; the count is then a lower bound. */
const mostNumbers = 100_000

export function createCollisionCount(): CollisionCount {
  const numberOf = new Map<string, string>()
  let collisions = 0
  return {
    count: () => collisions,
    note: (number, pseudonym) => {
      const other = numberOf.get(pseudonym)
      if (other === undefined) {
        if (numberOf.size < mostNumbers) numberOf.set(pseudonym, number)
      } else if (other !== number) collisions += 1
    },
  }
}
