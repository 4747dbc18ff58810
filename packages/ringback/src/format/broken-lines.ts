import { createRequire } from 'node:module'
import type wrapAnsi from 'wrap-ansi'
import type { Options } from 'wrap-ansi'
import { isPlain } from './plain.ts'

let wrapStyled: typeof wrapAnsi | undefined

/** Breaks text at its spaces into lines of at most `width` columns. Styles are kept. `options`: those of wrap-ansi. */
export function brokenLines(text: string, width: number, options: Options = {}): readonly string[] {
  const words = text.split(' ')
  if (isPlain(text) && words.every(({ length }) => length > 0 && length <= width)) {
    return filledLines(words, width)
  }
  wrapStyled ??= loadWrapAnsi()
  return wrapStyled(text, width, options).split('\n')
}

/** What wrap-ansi makes of words that all fit: help is nothing else. */
function filledLines(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Takes 40 ms, as long as Node itself to start. */
function loadWrapAnsi(): typeof wrapAnsi {
  // The name is that of the module whose type is imported above.
  return (createRequire(import.meta.url)('wrap-ansi') as { readonly default: typeof wrapAnsi }).default
}
