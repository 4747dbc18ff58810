const mostAddresses = 100
const addresses = new Map<string, URL>()

/**
 * The parts of an origin, cached, since there are few origins with many requests each. Throws a TypeError for an
 * invalid one.
 */
export function addressOf(origin: string): URL {
  const known = addresses.get(origin)
  if (known !== undefined) return known
  if (addresses.size >= mostAddresses) addresses.clear()
  const address = new URL(origin)
  addresses.set(origin, address)
  return address
}
