/** Changes the Markdown that stands in no fenced block. */
export function outsideFences(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/^( *(?:```|~~~)[^\n]*\n[\s\S]*?^ *(?:```|~~~) *$)/m)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('')
}

/** Changes the Markdown that is not code: neither in a fenced block nor between back ticks. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  return outsideFences(markdown, (text) =>
    text
      .split(/((?<!`)(?:`+)(?!`)(?:(?!\n\n)[\s\S])*?[^`]`+(?!`))/)
      // In one line: the site's parser takes a tag at the beginning of a line for HTML, also inside of a span.
      .map((part, index) => (index % 2 === 1 ? part.replaceAll(/\s*\n\s*/g, ' ') : change(part)))
      .join(''),
  )
}
