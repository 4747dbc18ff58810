/** The message of whatever was thrown, in words alone: those of the system without the names of errors (`ENOENT: `). */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(/\bE[A-Z][A-Z0-9]+: (?=[a-z])/g, '')
    .replace(/\bconnect ECONNREFUSED\b/g, 'connection refused:')
    .replace(/\bread ECONNRESET\b/g, 'connection reset')
    .replace(/\bgetaddrinfo E[A-Z_]+\b/g, 'unknown host')
}
