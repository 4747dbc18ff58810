const mostEntries = 200
const longestKey = 20_000

/**
 * Keeps the results of pure work: an app answers most webhooks with the same few documents. `key` stands for all that the
 * work depends on. Results under long keys are not kept.
 */
export function createCache<Value>(): (key: string, work: () => Value) => Value {
  const entries = new Map<string, { readonly value: Value }>()
  return (key, work) => {
    if (key.length > longestKey) return work()
    const known = entries.get(key)
    if (known !== undefined) return known.value
    if (entries.size >= mostEntries) entries.clear()
    const value = work()
    entries.set(key, { value })
    return value
  }
}
