/** A fenced block of a Markdown page. */
export interface Block {
  readonly language: string
  /** What follows the language: `no-run: it needs a telephone`. */
  readonly note: string
  readonly code: string
  readonly line: number
}

/** The fenced blocks of a page, in their order, without their indentation. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```(\w+)([^\n]*)\n(.*?)^\1```$/gms)].map(
    ([, indentation = '', language = '', note = '', code = ''], index, all) => ({
      language,
      note: note.trim(),
      code: code.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
      line: markdown.slice(0, all[index]?.index).split('\n').length,
    }),
  )
}

/** The lines of a shell block without comments; a line that ends with a backslash goes on in the next. */
export function shellLines(code: string): readonly { readonly text: string; readonly comment: string }[] {
  return code
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => /^(.*?)(?:(?:^|\s+)#(?:\s+(.*))?)?$/.exec(line))
    .map((found) => ({ text: (found?.[1] ?? '').trim(), comment: found?.[2] ?? '' }))
    .filter(({ text }) => text !== '')
}

/** The words of a command line, as a shell reads them, with the variables of `env`. */
export function shellWords(line: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  const known = (text: string): string =>
    text.replaceAll(/\$\{?(\w+)\}?/g, (_all, name: string) => env[name] ?? '')
  return [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|"([^"]*)"|([^'"]+)/g,
      (_all, plain?: string, quoted?: string, bare?: string) => plain ?? known(quoted ?? bare ?? ''),
    ),
  )
}
