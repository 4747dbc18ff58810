import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from './page.ts'

/** Every page that is written by hand: those of `docs`, the READMEs of the packages, and the documents of the repository. */
export function writtenPages(root: string): readonly Page[] {
  const read = (source: string, path: string): Page => ({
    source,
    path,
    text: readFileSync(join(root, source), 'utf8'),
  })
  return [
    ...globSync('docs/**/*.md', { cwd: root })
      .filter((source) => !source.startsWith('docs/public/'))
      .map((source) => read(source, pathOfDocument(source))),
    ...globSync('packages/*/README.md', { cwd: root }).map((source) =>
      read(source, `reference/packages/${source.split(/[\\/]/)[1] ?? ''}.md`),
    ),
    ...globSync('tools/bench/results/*.md', { cwd: root }).map((source) =>
      read(source, `project/measurements/${source.split(/[\\/]/).at(-1) ?? ''}`),
    ),
    ...['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((source) =>
      read(source, `project/${source.toLowerCase()}`),
    ),
    read('packages/arbitraries/COVERAGE.md', 'reference/coverage.md'),
  ].toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/** A document without the folder `docs`; a README is the page of its folder. */
function pathOfDocument(source: string): string {
  return source
    .replaceAll('\\', '/')
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md')
}
