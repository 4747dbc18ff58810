/** A URL without its query. */
export function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url
}

/** A URL with all numbers and SIDs replaced by the same text, so that a counter in the query is not a new page. */
export function pageKey(url: string): string {
  const [base = '', query = ''] = url.split('?', 2)
  const origin = originOf(base)
  return `${origin}${masked(base.slice(origin.length))}?${masked(query)}`
}

/** The path of a URL with all numbers and SIDs replaced by the same text. */
export function pagePath(url: string): string {
  const base = withoutQuery(url)
  return masked(base.slice(originOf(base).length)) || '/'
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
}

function masked(text: string): string {
  return text.replaceAll(/[0-9a-f]{16,}/gi, '#').replaceAll(/(?:%2B)?\d+/gi, '#')
}
