import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { RingbackError } from '@ringback/common'

/** The files of the page, as vite built them. */
export interface PageFiles {
  readonly html: string
  readonly script: string
  readonly style: string
}

/**
 * Reads the page out of this package, wherever the code that asks is bundled into.
 * @throws {RingbackError} `page-not-built` in a source tree in which it was not built yet.
 */
export function readPageFiles(): PageFiles {
  const manifest = createRequire(import.meta.url).resolve('@ringback/inspector/package.json')
  const read = (name: string): string => readFileSync(join(dirname(manifest), 'dist/static', name), 'utf8')
  try {
    return { html: read('index.html'), script: read('page.js'), style: read('page.css') }
  } catch (error) {
    throw new RingbackError('page-not-built', 'The page of the inspector is not built.', {
      remedy: 'Build it: npm run build:page -w @ringback/inspector',
      cause: error,
    })
  }
}
