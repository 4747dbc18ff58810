import { memoized } from './memoized.ts'

/**
 * The candidate that was probably meant, or undefined when none is near: the same but for case, punctuation or
 * typing errors, one for every three letters and three at most.
 */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  const plain = plainForm(written)
  const allowance = Math.min(3, Math.max(1, Math.floor(plain.length / 3)))
  const plainForms = plainFormsOf(candidates)
  let best: string | undefined
  let least = allowance + 1
  for (const [index, candidate] of candidates.entries()) {
    const other = plainForms[index] ?? ''
    if (Math.abs(other.length - plain.length) >= least) continue
    const distance = editDistance(plain, other, least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best === written ? undefined : best
}

/** Plain forms of the grammar's own lists, which come again and again. */
const plainFormsOf = memoized((candidates: readonly string[]): readonly string[] => candidates.map(plainForm))

function plainForm(text: string): string {
  return text
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[-_.\s]/g, '')
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other; `limit` or
 * more when there are that many.
 */
function editDistance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let distance = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + cost,
      )
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1)
      current.push(distance)
    }
    if (Math.min(...current) >= limit) return limit
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
