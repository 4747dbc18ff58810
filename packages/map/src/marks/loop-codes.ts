import { endlessDocuments } from '../crawl/runaway.ts'

/** Codes of problems that are loops: of HTTP redirects, or of documents that lead to each other. */
export const loopCodes: ReadonlySet<string> = new Set([
  'endless-loop',
  'too-many-redirects',
  endlessDocuments,
])
