/** The path of a URL, without its query. */
export function pagePath(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/'
}

/** A text with every URL in it shortened to its path: queries may be different in every request. */
export function withPagePaths(text: string): string {
  return text.replaceAll(/https?:\/\/[^\s"]*/g, (url) => pagePath(url))
}
