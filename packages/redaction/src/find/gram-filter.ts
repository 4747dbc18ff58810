/** Tells quickly that a short string is not in a text: the runs of three characters that the text has, as bits. */
export interface GramFilter {
  /** False: the text does not hold the string. True: it may. */
  mayHold(piece: string): boolean
}

const bits = 8192
/** Under this length a search costs less than a filter. */
const shortText = 64

export function gramFilterOf(text: string): GramFilter {
  if (text.length < shortText) return { mayHold: (piece) => text.includes(piece) }
  const runs = new Uint32Array(bits / 32)
  let a = text.charCodeAt(0)
  let b = text.charCodeAt(1)
  for (let at = 2; at < text.length; at++) {
    const c = text.charCodeAt(at)
    const hash = hashOf(a, b, c)
    runs[hash >> 5] = (runs[hash >> 5] ?? 0) | (1 << (hash & 31))
    a = b
    b = c
  }
  return {
    mayHold: (piece) => {
      if (piece.length > text.length) return false
      for (let at = piece.length - 3; at >= 0; at--) {
        const hash = hashOf(piece.charCodeAt(at), piece.charCodeAt(at + 1), piece.charCodeAt(at + 2))
        if (((runs[hash >> 5] ?? 0) & (1 << (hash & 31))) === 0) return false
      }
      return true
    },
  }
}

function hashOf(a: number, b: number, c: number): number {
  return (a * 961 + b * 31 + c) & (bits - 1)
}
