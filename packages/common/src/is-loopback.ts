/**
 * True for the addresses of this machine: 127.0.0.0/8, ::1 (also as an IPv4-mapped address, and in brackets) and the
 * name `localhost`. Names below `.localhost` are not: what they resolve to is the resolver's choice.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
    .replace(/^::ffff:/, '')
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
