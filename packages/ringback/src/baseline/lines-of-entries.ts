/** Where things stand in the text of a baseline, in lines from 1. */
export interface EntryLines {
  /** Of each command's section. */
  readonly sections: ReadonlyMap<string, number>
  /** Of each entry that is an object, in their order. */
  readonly entries: readonly number[]
}

/** The lines of the sections and entries in a text that is valid JSON. */
export function linesOfEntries(text: string): EntryLines {
  const sections = new Map<string, number>()
  const entries: number[] = []
  let [depth, line, end] = [0, 1, 0]
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    line += text.slice(end, index).split('\n').length - 1
    end = index
    if (token === '{' && depth === 2) entries.push(line)
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && /^\s*:/.test(text.slice(index + token.length, index + token.length + 100)))
      sections.set(String(JSON.parse(token)), line)
  }
  return { sections, entries }
}
