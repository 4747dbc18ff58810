/** The words of a command line as a shell reads them; the last one is where the cursor is, and may be empty. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = []
  let word = ''
  // Spaces, a quoted part, an escaped character, or anything else.
  for (const [, space, single, double, escaped, other = ''] of line.matchAll(
    /(\s+)|'([^']*)'?|"((?:[^"\\]|\\.)*)"?|\\(.?)|(.)/gsu,
  )) {
    if (space === undefined) word += single ?? double?.replaceAll(/\\(.)/gs, '$1') ?? escaped ?? other
    else {
      words.push(word)
      word = ''
    }
  }
  return [...words, word]
}
