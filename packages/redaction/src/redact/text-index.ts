/** A text that many short pieces are looked for in: that one of them is not there shows without a search. */
export interface TextIndex {
  readonly lower: string
  /** A bit for each run of three characters, by its hash; undefined where a search costs less than an index. */
  readonly runs: Uint32Array | undefined
}

const bits = 8192
const shortText = 64

export function indexOf(text: string): TextIndex {
  const lower = text.toLowerCase()
  if (lower.length < shortText) return { lower, runs: undefined }
  const runs = new Uint32Array(bits / 32)
  let a = lower.charCodeAt(0)
  let b = lower.charCodeAt(1)
  for (let at = 2; at < lower.length; at++) {
    const c = lower.charCodeAt(at)
    const hash = hashOf(a, b, c)
    runs[hash >> 5] = (runs[hash >> 5] ?? 0) | (1 << (hash & 31))
    a = b
    b = c
  }
  return { lower, runs }
}

/** Whether the text holds `piece`, which is in lower case. */
export function holds({ lower, runs }: TextIndex, piece: string): boolean {
  if (piece.length > lower.length) return false
  const last = piece.length - 3
  if (runs !== undefined && last >= 0 && !(hasRun(runs, piece, 0) && hasRun(runs, piece, last))) return false
  return lower.includes(piece)
}

function hasRun(runs: Uint32Array, piece: string, at: number): boolean {
  const hash = hashOf(piece.charCodeAt(at), piece.charCodeAt(at + 1), piece.charCodeAt(at + 2))
  return ((runs[hash >> 5] ?? 0) & (1 << (hash & 31))) !== 0
}

function hashOf(a: number, b: number, c: number): number {
  return (a * 961 + b * 31 + c) & (bits - 1)
}
