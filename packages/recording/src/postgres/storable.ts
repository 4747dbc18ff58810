/** PostgreSQL's text holds no NUL and no half of a surrogate pair; the exchange itself is kept as it is. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
