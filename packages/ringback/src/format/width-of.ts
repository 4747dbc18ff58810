import { createRequire } from 'node:module'
import { stripVTControlCharacters } from 'node:util'
import type stringWidth from 'string-width'
import { isPlain } from './plain.ts'

let measure: typeof stringWidth | undefined

/** Columns that a text takes on a terminal; styles take none. */
export function widthOf(text: string): number {
  const bare = text.includes('\u001B') ? stripVTControlCharacters(text) : text
  if (isPlain(bare)) return bare.length
  measure ??= loadStringWidth()
  return measure(bare)
}

/** Takes 40 ms, as long as Node itself to start, and is needed for few texts. */
function loadStringWidth(): typeof stringWidth {
  // The name is that of the module whose type is imported above.
  return (createRequire(import.meta.url)('string-width') as { readonly default: typeof stringWidth }).default
}
