const mostRemembered = 200
const longestKey = 20_000

/**
 * Remembers what pure work gave: an app answers most webhooks with the same few documents. `key` stands for all that the
 * work depends on; long ones are not kept.
 */
export function memory<Value>(): (key: string, work: () => Value) => Value {
  const known = new Map<string, { readonly value: Value }>()
  return (key, work) => {
    if (key.length > longestKey) return work()
    const before = known.get(key)
    if (before !== undefined) return before.value
    if (known.size >= mostRemembered) known.clear()
    const value = work()
    known.set(key, { value })
    return value
  }
}
