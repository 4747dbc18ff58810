/** The start of a text, at most `most` characters long with the ellipsis that stands for the rest. */
export function shortened(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
