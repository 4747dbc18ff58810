import { readFileSync, writeFileSync } from 'node:fs'

/** Writes what was measured between the two marks of a file; the rest of it stays. */
export function writeFigures(path: URL, lines: readonly string[]): void {
  const [begin, end] = ['<!-- figures -->', '<!-- /figures -->']
  const text = readFileSync(path, 'utf8')
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  writeFileSync(path, `${before}${begin}\n\n${lines.join('\n')}\n\n${end}${after}`)
}
