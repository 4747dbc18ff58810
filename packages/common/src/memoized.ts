/**
 * Does work once for each object: its result is kept for as long as the object lives. The objects must not change, and the
 * work must depend on nothing else.
 */
export function memoized<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const known = results.get(key)
    if (known !== undefined) return known.value
    const value = work(key)
    results.set(key, { value })
    return value
  }
}
