import { endlessDocuments } from '../crawl/probe.ts'

/** Names of problems that stand for a loop: of HTTP redirects, or of documents that lead to each other. */
export const endlessCodes: ReadonlySet<string> = new Set([
  'endless-loop',
  'too-many-redirects',
  endlessDocuments,
])
