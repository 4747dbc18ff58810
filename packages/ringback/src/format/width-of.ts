import { createRequire } from 'node:module'
import type stringWidth from 'string-width'
import { isPlain } from './plain.ts'

const escape = '\u001B'
const style = new RegExp(`${escape}\\[[\\d;]*m`, 'gu')
let measure: typeof stringWidth | undefined

/** Columns that a text takes on a terminal; styles take none. */
export function widthOf(text: string): number {
  const bare = text.includes(escape) ? text.replaceAll(style, '') : text
  if (isPlain(bare)) return bare.length
  measure ??= loadStringWidth()
  return measure(bare)
}

/** Takes 40 ms, as long as Node itself to start, and is needed for few texts. */
function loadStringWidth(): typeof stringWidth {
  // The name is that of the module whose type is imported above.
  return (createRequire(import.meta.url)('string-width') as { readonly default: typeof stringWidth }).default
}
