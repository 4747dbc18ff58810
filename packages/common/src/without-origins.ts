/** `https://host:3000`, and the same encoded in a query. */
const origin = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^/?#\s"'<>,]*/gi
const encodedOrigin = /(?:https?|wss?)%3A%2F%2F(?:%(?!2F|3F|23|26)[\da-f]{2}|[^%&/?#\s"'])*/gi
/** An address of this machine without a scheme, as Node names it in its messages. */
const address = /(?:\blocalhost\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|\[[\da-f]*:[\da-f:.]*\]|::1\b)(?::\d+)?/gi

/** A text without the scheme, host and port of the URLs in it, and without addresses such as `127.0.0.1:3000`. */
export function withoutOrigins(text: string): string {
  return text.replaceAll(origin, '').replaceAll(encodedOrigin, '').replaceAll(address, '')
}
