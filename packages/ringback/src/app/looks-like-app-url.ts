/**
 * Whether a word means the address of an app, and not a file or a name: it has a scheme or a port, is a port, or is
 * `localhost`.
 */
export function looksLikeAppUrl(word: string): boolean {
  return /^https?:\/\/|^:?\d{1,5}$|^(?:localhost|[\w.-]+:\d{1,5}|\[[\da-f:]+\](?::\d{1,5})?)(?:[/?#]|$)/i.test(
    word,
  )
}
