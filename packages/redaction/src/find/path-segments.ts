/** A segment of a path, from `start` to `end`. */
interface Segment {
  readonly start: number
  readonly end: number
}

const endOfUrl = /[\s"'<>?#\uE000]/g
/** Shorter ones identify nobody. */
const shortest = 4

/** The segments of the paths of the URLs in a text. Takes linear time. */
export function pathSegmentsIn(text: string): readonly Segment[] {
  const segments: Segment[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at)) {
    endOfUrl.lastIndex = at + 3
    const end = endOfUrl.exec(text)?.index ?? text.length
    let start = text.indexOf('/', at + 3)
    while (start >= 0 && start < end) {
      const slash = text.indexOf('/', start + 1)
      const close = slash < 0 || slash > end ? end : slash
      // Punctuation at the end belongs to the sentence.
      const length = text.slice(start + 1, close).replace(/[.,;:!)]{1,4}$/, '').length
      if (length >= shortest) segments.push({ start: start + 1, end: start + 1 + length })
      start = close === end ? -1 : close
    }
    at = end
  }
  return segments
}
