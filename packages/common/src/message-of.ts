/** The message of whatever was thrown, in words alone: those of the system without the names of errors (`ENOENT: `). */
export function messageOf(error: unknown): string {
  // A refused connection to a name with several addresses has an empty message, and an error for each of them.
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return messageOf(error.errors[0])
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(/\bE[A-Z][A-Z0-9]+: (?=[a-z])/g, '')
    .replace(/\bconnect ECONNREFUSED\b/g, 'connection refused:')
    .replace(/\bread ECONNRESET\b/g, 'connection reset')
    .replace(/\bgetaddrinfo E[A-Z_]+\b/g, 'unknown host')
}
