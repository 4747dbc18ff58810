/** How deep values are unpacked: a URL in a query string in JSON in a parameter. */
const deepest = 6

/** Runs `unpack` unless that is already going on too deep, and then `giveUp`. Keeps the work linear and the stack short. */
export type DepthLimit = <Result>(unpack: () => Result, giveUp: () => Result) => Result

export function createDepthLimit(): DepthLimit {
  let depth = 0
  return (unpack, giveUp) => {
    if (depth >= deepest) return giveUp()
    depth += 1
    try {
      return unpack()
    } finally {
      depth -= 1
    }
  }
}
