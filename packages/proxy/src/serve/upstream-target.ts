/** What is asked of the app: the target exactly as it was received, behind the upstream URL's own path. */
export function upstreamTarget(upstream: URL, target: string): string {
  if (upstream.pathname === '/' || !target.startsWith('/')) return target
  return `${upstream.pathname.replace(/\/$/, '')}${target}`
}
