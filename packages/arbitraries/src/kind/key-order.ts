/** An order in which Twilio was seen to send parameters. */
export type KeyOrder = 'documented' | 'alphabetical' | 'java-hash' | 'old-java-hash'

/**
 * The orders, the plainest first. Captured webhooks are in alphabetical order or in that of a Java hash table:
 * every one since about 2014 fits `java.util.HashMap` as of Java 8, the older ones fit that of Java 6 and 7.
 */
export const keyOrders: readonly [KeyOrder, ...KeyOrder[]] = [
  'documented',
  'java-hash',
  'alphabetical',
  'old-java-hash',
]

/**
 * The names, which come in the order of the documentation, in another order. `sent` is the number of those that
 * are sent, when it is not all of them.
 */
export function inOrder(
  names: readonly string[],
  order: KeyOrder,
  sent: number = names.length,
): readonly string[] {
  switch (order) {
    case 'documented':
      return names
    case 'alphabetical':
      return names.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    case 'java-hash':
      return byBucket(names, sent, spread)
    case 'old-java-hash':
      return byBucket(names.toReversed(), sent, oldSpread)
  }
}

function byBucket(
  names: readonly string[],
  sent: number,
  spreadOf: (hash: number) => number,
): readonly string[] {
  let capacity = 16
  while (sent > capacity * 0.75) capacity *= 2
  const bucket = (name: string): number => spreadOf(javaHash(name)) & (capacity - 1)
  return names
    .map((name) => [bucket(name), name] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, name]) => name)
}

function javaHash(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return hash
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16)
}

function oldSpread(hash: number): number {
  const mixed = hash ^ (hash >>> 20) ^ (hash >>> 12)
  return mixed ^ (mixed >>> 7) ^ (mixed >>> 4)
}
