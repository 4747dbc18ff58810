import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A TypeScript example of a page. */
export interface Snippet {
  /** The page and the number of the example, as a file name without ending. */
  readonly name: string
  readonly code: string
  /** True for a vitest suite, false for a module that runs as it is. */
  readonly isSuite: boolean
}

/** The fenced `ts` blocks of a page, except those marked `ts no-run`. */
export function snippetsOf(root: string, page: string): readonly Snippet[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ''], index) => ({
    name: `${page.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${index + 1}`,
    code,
    isSuite: /from '(?:vitest|@fast-check\/vitest|ringback\/vitest)'/.test(code),
  }))
}
