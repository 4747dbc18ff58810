import { withoutOrigins } from './without-origins.ts'

/**
 * The id of a finding: its code, and a fingerprint of the cause. Hosts and ports do not count, so that an app has the
 * same ids wherever it listens.
 */
export function findingId(code: string, cause: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(withoutOrigins(cause))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return `${code}-${hash.toString(16).padStart(16, '0').slice(0, 8)}`
}
