/** An occurrence of a pattern: from `start` to before `end`; of its end alone when the match before overlaps. */
export interface PatternMatch {
  readonly pattern: number
  readonly start: number
  readonly end: number
}

/** Finds many fixed strings in one pass over a text. */
export interface PatternMatcher {
  /**
   * The matches from left to right; of those that end at one place the longest. `accepts` is asked only for short patterns
   * (under `always` characters), so that the work stays linear.
   */
  search(text: string, accepts: (match: PatternMatch) => boolean): PatternMatch[]
}

const always = 8

/**
 * Builds an Aho-Corasick automaton. Building takes time linear in the length of all patterns, searching in that of the text.
 * Its tables are typed arrays: two million characters of patterns take some tens of megabytes for the time of a search.
 */
export function createPatternMatcher(patterns: readonly string[]): PatternMatcher {
  const trie = buildTrie(patterns)
  linkSuffixes(trie, patterns)

  const longestEndingAt = (node: number, end: number, accepts: (match: PatternMatch) => boolean) => {
    for (let at = node; at > 0; at = trie.shorter[at] ?? 0) {
      const pattern = trie.pattern[at] ?? -1
      if (pattern < 0) continue
      const length = patterns[pattern]?.length ?? 0
      const match = { pattern, start: end - length, end }
      if (length >= always || accepts(match)) return match
    }
    return undefined
  }

  return {
    search: (text, accepts) => {
      const matches: PatternMatch[] = []
      let node = 0
      for (let at = 0; at < text.length; at++) {
        node = step(trie, node, text.charCodeAt(at))
        if (node === 0) continue
        const match = longestEndingAt(node, at + 1, accepts)
        if (match === undefined) continue
        // A longer match takes the place of those that it covers.
        while ((matches.at(-1)?.start ?? -1) >= match.start) matches.pop()
        // What sticks out of the match before is found as well.
        const start = Math.max(match.start, matches.at(-1)?.end ?? 0)
        if (start < match.end) matches.push({ ...match, start })
      }
      return matches
    },
  }
}

interface Trie {
  readonly size: number
  readonly depth: Int32Array
  readonly parent: Int32Array
  readonly character: Uint16Array
  /** The pattern that ends at a node; below zero for none. */
  readonly pattern: Int32Array
  /** The node of the longest proper suffix of a node that is in the trie. */
  readonly fail: Int32Array
  /** The node of the longest proper suffix at which a pattern ends; 0 for none. */
  readonly shorter: Int32Array
  /** Open addressing: slot -> child. */
  readonly table: Int32Array
  readonly mask: number
}

function buildTrie(patterns: readonly string[]): Trie & { size: number } {
  let nodes = 1
  for (const { length } of patterns) nodes += length
  let slots = 8
  while (slots < nodes * 2) slots *= 2
  const trie = {
    size: 1,
    depth: new Int32Array(nodes),
    parent: new Int32Array(nodes),
    character: new Uint16Array(nodes),
    pattern: new Int32Array(nodes).fill(-1),
    fail: new Int32Array(nodes),
    shorter: new Int32Array(nodes),
    table: new Int32Array(slots),
    mask: slots - 1,
  }
  for (const [index, pattern] of patterns.entries()) {
    let node = 0
    for (let at = 0; at < pattern.length; at++) {
      const code = pattern.charCodeAt(at)
      const slot = slotOf(trie, node, code)
      let child = trie.table[slot] ?? 0
      if (child === 0) {
        child = trie.size++
        trie.depth[child] = at + 1
        trie.parent[child] = node
        trie.character[child] = code
        trie.table[slot] = child
      }
      node = child
    }
    if (node > 0) trie.pattern[node] = index
  }
  return trie
}

function slotOf(trie: Trie, node: number, code: number): number {
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) & trie.mask
  for (;;) {
    const child = trie.table[slot] ?? 0
    if (child === 0 || (trie.parent[child] === node && trie.character[child] === code)) return slot
    slot = (slot + 1) & trie.mask
  }
}

function childOf(trie: Trie, node: number, code: number): number {
  return trie.table[slotOf(trie, node, code)] ?? 0
}

function step(trie: Trie, from: number, code: number): number {
  for (let node = from; ; node = trie.fail[node] ?? 0) {
    const child = childOf(trie, node, code)
    if (child > 0 || node === 0) return child
  }
}

/** The links lead from deeper nodes to less deep ones, so they are made by depth. */
function linkSuffixes(trie: Trie, patterns: readonly string[]): void {
  let deepest = 0
  for (const { length } of patterns) deepest = Math.max(deepest, length)
  const starts = new Int32Array(deepest + 2)
  for (let node = 1; node < trie.size; node++) {
    const place = (trie.depth[node] ?? 0) + 1
    if (place < starts.length) starts[place] = (starts[place] ?? 0) + 1
  }
  for (let depth = 1; depth < starts.length; depth++) {
    starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0)
  }
  const byDepth = new Int32Array(trie.size)
  for (let node = 1; node < trie.size; node++) {
    const depth = trie.depth[node] ?? 0
    byDepth[starts[depth] ?? 0] = node
    starts[depth] = (starts[depth] ?? 0) + 1
  }
  for (let index = 0; index < trie.size - 1; index++) {
    const node = byDepth[index] ?? 0
    const parent = trie.parent[node] ?? 0
    const fail = parent === 0 ? 0 : step(trie, trie.fail[parent] ?? 0, trie.character[node] ?? 0)
    trie.fail[node] = fail
    trie.shorter[node] = (trie.pattern[fail] ?? -1) >= 0 ? fail : (trie.shorter[fail] ?? 0)
  }
}
