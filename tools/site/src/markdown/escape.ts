import { outsideCode } from './outside-code.ts'

const html = /<(?!\/?(?:picture|source|img|br|kbd|details|summary|sub|sup|div|p|a|span)\b|!--|https?:)/g

/** Markdown in which only the HTML that the pages use is HTML: everything else, `<Dial>` say, is text. */
export function withPlainTags(markdown: string): string {
  return outsideCode(markdown, (text) => text.replaceAll(html, '&lt;').replaceAll('{{', '&#123;&#123;'))
}

/** A text as it may stand in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')
}

/** A row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`
}

/** A table, or nothing where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

/** Text as inline code, also where it has back ticks. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}
